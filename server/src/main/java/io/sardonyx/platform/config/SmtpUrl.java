package io.sardonyx.platform.config;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A mail server: {@code smtps://user:password@host:465}, or {@code smtp://…:587?starttls=required},
 * which is also what it is without the question mark unless the server is on this machine.
 */
public record SmtpUrl(String host, int port, Tls tls, Optional<String> user, String password) {

  /** How the way there is encrypted. */
  public enum Tls {
    FROM_THE_START,
    REQUIRED,
    OPTIONAL,
    NONE
  }

  /**
   * @throws InvalidSetting for what is none; never quotes it, for it holds a password
   */
  public static SmtpUrl parse(String text) {
    try {
      var url = URI.create(text);
      var host = url.getHost();
      boolean secure = "smtps".equals(url.getScheme());
      if (host == null || !secure && !"smtp".equals(url.getScheme())) {
        throw malformed();
      }
      var login = Optional.ofNullable(url.getRawUserInfo()).map(SmtpUrl::decoded);
      int port = url.getPort() > 0 ? url.getPort() : secure ? 465 : 587;
      return new SmtpUrl(
          host,
          port,
          secure ? Tls.FROM_THE_START : starttls(url),
          login.map(info -> info[0]),
          login.map(info -> info[1]).orElse(""));
    } catch (IllegalArgumentException malformed) {
      throw malformed();
    }
  }

  private static Tls starttls(URI url) {
    var query = String.valueOf(url.getQuery());
    return switch (query) {
      case "starttls=required" -> Tls.REQUIRED;
      case "starttls=optional" -> Tls.OPTIONAL;
      case "starttls=none" -> Tls.NONE;
      case "null" -> isThisMachine(url.getHost()) ? Tls.OPTIONAL : Tls.REQUIRED;
      default -> throw malformed();
    };
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  private static String[] decoded(String userInfo) {
    var parts = userInfo.split(":", 2);
    return new String[] {
      URLDecoder.decode(parts[0].replace("+", "%2B"), StandardCharsets.UTF_8),
      parts.length < 2
          ? ""
          : URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8)
    };
  }

  private static InvalidSetting malformed() {
    return new InvalidSetting(
        "SARDONYX_SMTP_URL is not an address like smtps://user:password@mail.example.com:465 or"
            + " smtp://mail.example.com:587?starttls=required.");
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "SmtpUrl[" + host + ":" + port + "]";
  }
}
