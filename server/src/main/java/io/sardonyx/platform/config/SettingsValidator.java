package io.sardonyx.platform.config;

import io.sardonyx.platform.crypto.RootKey;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What settings must be beyond their form: each refusal says what to change. */
final class SettingsValidator {
  /** Fewer are not enough for a password that is all that somebody shows (NIST SP 800-63B-4). */
  private static final int PASSWORD_LENGTH = 15;

  /** Of what a program shows to another. */
  private static final int SECRET_LENGTH = 12;

  private static final Set<String> DEFAULT_SECRETS =
      Set.of("password", "changeme", "change-me", "postgres", "sardonyx", "secret", "admin");

  private final Settings settings;

  private SettingsValidator(Settings settings) {
    this.settings = settings;
  }

  static void check(Settings settings) {
    var check = new SettingsValidator(settings);
    check.values();
    check.stores();
    if (settings.production()) {
      check.production();
    }
  }

  private void values() {
    within("SARDONYX_PORT", settings.port(), 1, 65_535);
    within("SARDONYX_PASSWORD_LENGTH", settings.passwordLength(), PASSWORD_LENGTH, 128);
    howOften("SARDONYX_REQUESTS_PER_CALLER", settings.requestsPerCaller());
    howOften("SARDONYX_REQUESTS_PER_ADDRESS", settings.requestsPerAddress());
    howOften("SARDONYX_SIGN_INS_PER_ADDRESS", settings.signInsPerAddress());
    howOften("SARDONYX_MAILS_PER_ADDRESS", settings.mailsPerAddress());
    howOften("SARDONYX_ANSWER_REQUESTS_PER_CALLER", settings.answerRequestsPerCaller());
    howOften("SARDONYX_SEARCHES_PER_CALLER", settings.searchesPerCaller());
    howOften("SARDONYX_EXPORTS_PER_CALLER", settings.exportsPerCaller());
    howOften("SARDONYX_REALTIME_CONNECTS_PER_ADDRESS", settings.realtimeConnectsPerAddress());
    howOften("SARDONYX_CONNECTIONS_PER_ADDRESS", settings.connectionsPerAddress());
    settings
        .databaseConnections()
        .ifPresent(number -> within("SARDONYX_DATABASE_CONNECTIONS", number, 2, 1_000));
    require(
        Set.of("ERROR", "WARN", "INFO", "DEBUG").contains(settings.logLevel()),
        "SARDONYX_LOG_LEVEL can be ERROR, WARN, INFO or DEBUG.");
    require(
        settings.adminEmail().matches("[^@\\s]+@[^@\\s]+") && settings.adminEmail().length() <= 254,
        "SARDONYX_ADMIN_EMAIL is not an e-mail address.");
    settings
        .adminPassword()
        .ifPresent(password ->
            require(
                password.codePointCount(0, password.length()) >= settings.passwordLength(),
                "SARDONYX_ADMIN_PASSWORD has fewer than %d characters."
                    .formatted(settings.passwordLength())));
    settings.rootKey().ifPresent(SettingsValidator::rootKey);
    settings.publicUrl().ifPresent(url -> webAddress("SARDONYX_PUBLIC_URL", url));
    settings
        .trustedProxies()
        .ifPresent(ranges -> addressRanges("SARDONYX_TRUSTED_PROXIES", ranges));
    settings
        .outboundAllowedAddresses()
        .ifPresent(ranges -> addressRanges("SARDONYX_OUTBOUND_ALLOWED_ADDRESSES", ranges));
    mail();
    settings.modelUrl().ifPresent(url -> webAddress("SARDONYX_MODEL_URL", url));
    require(
        settings.modelUrl().isPresent() || settings.modelKey().isEmpty(),
        "SARDONYX_MODEL_KEY needs SARDONYX_MODEL_URL, the address it is for.");
    require(
        settings.modelUrl().isEmpty() || settings.model().isPresent(),
        "SARDONYX_MODEL_URL needs SARDONYX_MODEL, the name of the model to ask.");
  }

  private void mail() {
    settings
        .smtpUrl()
        .map(SmtpUrl::parse)
        .ifPresent(server -> {
          require(
              settings.mailFrom().isPresent(),
              "SARDONYX_SMTP_URL needs SARDONYX_MAIL_FROM, the address that mail is from.");
          require(
              settings.allowPlainStores()
                  || isLoopback(server.host())
                  || server.tls() == SmtpUrl.Tls.FROM_THE_START
                  || server.tls() == SmtpUrl.Tls.REQUIRED,
              "SARDONYX_SMTP_URL goes to another machine without TLS: use smtps:// or"
                  + " ?starttls=required.");
        });
    settings
        .mailFrom()
        .ifPresent(from ->
            require(
                from.matches("[^@\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+"),
                "SARDONYX_MAIL_FROM is not an address like Sardonyx <no-reply@example.com>."));
  }

  private void stores() {
    settings
        .databaseUrl()
        .map(DatabaseUrl::parse)
        .ifPresent(login ->
            require(
                settings.allowPlainStores()
                    || isLoopback(login.host())
                    || encrypts(login.sslMode()),
                "SARDONYX_DATABASE_URL goes to another machine without TLS: add"
                    + " ?sslmode=verify-full, or set SARDONYX_ALLOW_PLAIN_STORES=true."));
    settings
        .redisUrl()
        .ifPresent(text -> {
          var url = redisUrl(text);
          require(
              settings.allowPlainStores()
                  || isLoopback(url.getHost())
                  || "rediss".equals(url.getScheme()),
              "SARDONYX_REDIS_URL goes to another machine without TLS: use rediss://, or set"
                  + " SARDONYX_ALLOW_PLAIN_STORES=true.");
        });
  }

  private void production() {
    require(
        settings.publicUrl().orElse("").startsWith("https://"),
        "In production SARDONYX_PUBLIC_URL must be the https address that people open.");
    require(
        !settings.adminEmail().equals("admin@localhost"),
        "In production SARDONYX_ADMIN_EMAIL must be a real address.");
    settings
        .rootKey()
        .ifPresent(key ->
            require(
                Base64.getDecoder().decode(key.strip()).length
                    < 2 * distinct(Base64.getDecoder().decode(key.strip())),
                "SARDONYX_ROOT_KEY is not random: make one with openssl rand -base64 32."));
    settings.adminPassword().ifPresent(secret -> strong("SARDONYX_ADMIN_PASSWORD", secret));
    settings
        .databaseUrl()
        .map(DatabaseUrl::parse)
        .ifPresent(login -> strong("The password in SARDONYX_DATABASE_URL", login.password()));
    settings
        .redisUrl()
        .map(SettingsValidator::redisUrl)
        .ifPresent(
            url -> strong("The password in SARDONYX_REDIS_URL", password(url.getUserInfo())));
  }

  private static void rootKey(String key) {
    try {
      var unused = RootKey.parse(key);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSetting(
          "SARDONYX_ROOT_KEY is not 32 bytes in base64: make one with openssl rand -base64 32.");
    }
  }

  private static void addressRanges(String name, String ranges) {
    try {
      var unused = AddressRanges.parse(ranges);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSetting(
          name + " is not a list like 10.0.0.0/8, 2001:db8::1: " + malformed.getMessage());
    }
  }

  private static void webAddress(String name, String text) {
    try {
      var url = URI.create(text);
      require(
          url.getHost() != null && Set.of("http", "https").contains(url.getScheme()),
          name + " is not an http or https address.");
    } catch (IllegalArgumentException malformed) {
      throw new InvalidSetting(name + " is not an http or https address.");
    }
  }

  private static URI redisUrl(String text) {
    try {
      var url = URI.create(text);
      if (url.getHost() != null && Set.of("redis", "rediss").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException malformed) {
      // Answered below; the cause quotes the password.
    }
    throw new InvalidSetting(
        "SARDONYX_REDIS_URL is not an address like redis://:password@host:6379.");
  }

  private static void strong(String what, String secret) {
    require(
        secret.length() >= SECRET_LENGTH
            && DEFAULT_SECRETS.stream().noneMatch(secret.toLowerCase(Locale.ROOT)::startsWith)
            && secret.chars().distinct().count() >= SECRET_LENGTH / 2,
        what + " is too weak for production: 12 characters or more, and no word that comes first.");
  }

  private static String password(@Nullable String userInfo) {
    return userInfo == null ? "" : userInfo.substring(userInfo.indexOf(':') + 1);
  }

  private static boolean encrypts(SslMode mode) {
    return mode == SslMode.REQUIRE || mode == SslMode.VERIFY_CA || mode == SslMode.VERIFY_FULL;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }

  private static long distinct(byte[] bytes) {
    var seen = new boolean[256];
    int count = 0;
    for (var b : bytes) {
      if (!seen[b & 0xFF]) {
        seen[b & 0xFF] = true;
        count++;
      }
    }
    return count;
  }

  private static void howOften(String name, int value) {
    within(name, value, 0, 100_000_000);
  }

  private static void within(String name, int value, int least, int most) {
    require(
        value >= least && value <= most,
        "%s is %d; it can be %d to %d.".formatted(name, value, least, most));
  }

  private static void require(boolean fulfilled, String sentence) {
    if (!fulfilled) {
      throw new InvalidSetting(sentence);
    }
  }
}
