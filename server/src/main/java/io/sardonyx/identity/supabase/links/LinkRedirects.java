package io.sardonyx.identity.supabase.links;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.LinkMails;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.applications.ApplicationKeys;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.sessions.SessionView;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a mail's link goes on to. The tokens that it is worth go along after the number sign, so it
 * is only ever an address that the application allows; where there is none, a page of ours goes on.
 */
@Singleton
public class LinkRedirects {
  private final Database database;
  private final ApplicationKeys keys;
  private final EmailVerification verification;
  private final LinkMails mails;

  LinkRedirects(
      Database database, ApplicationKeys keys, EmailVerification verification, LinkMails mails) {
    this.database = database;
    this.keys = keys;
    this.verification = verification;
    this.mails = mails;
  }

  /**
   * What a mail's link holds.
   *
   * @param redirectTo where it asks to go on to
   */
  public record Link(String token, String type, @Nullable String redirectTo) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Link[" + type + "]";
    }
  }

  /** The application's address that it goes on to; null for a page of ours. */
  public @Nullable String redirect(Link link) {
    var application =
        OneTimeTokens.owner(database.working(), link.token())
            .flatMap(owner -> Accounts.find(database.working(), owner))
            .map(Account::applicationId)
            .flatMap(keys::find);
    return RequestValidation.redirect(application.orElse(null), link.redirectTo());
  }

  /** A page of ours that goes on with it, where no application does. */
  public String page(Link link) {
    return mails.page(encoded(link.type()), encoded(link.token()));
  }

  /** What the button of {@link LinkPage} asks for. */
  public static String action(Link link, String redirect) {
    return "/auth/v1/verify/link?token=%s&type=%s&redirect_to=%s"
        .formatted(encoded(link.token()), encoded(link.type()), encoded(redirect));
  }

  /** Uses it up. */
  public String follow(Link link, Device device) {
    var redirect = redirect(link);
    var token = link.token();
    var type = link.type();
    if (redirect == null) {
      return page(link);
    }
    boolean wantsCode = OneTimeTokens.hasChallenge(token);
    try {
      return wantsCode
          ? withQuery(redirect, Map.of("code", verification.code(token, type, device)))
          : redirect
              + "#"
              + fragment(tokens(verification.byToken(null, token, type, device), type));
    } catch (Problem refused) {
      // A server that waits for a code does not see what stands after the number sign.
      var where = wantsCode ? withQuery(redirect, error(refused)) : redirect;
      return where + "#" + fragment(error(refused));
    }
  }

  private static String withQuery(String redirect, Map<String, String> parts) {
    return redirect + (redirect.contains("?") ? "&" : "?") + fragment(parts);
  }

  private static Map<String, String> tokens(SessionView session, String type) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("access_token", session.accessToken());
    parts.put("expires_at", Long.toString(session.expiresAt()));
    parts.put("expires_in", Long.toString(session.expiresIn()));
    parts.put("refresh_token", session.refreshToken());
    parts.put("token_type", session.tokenType());
    parts.put("type", type);
    return parts;
  }

  private static Map<String, String> error(Problem refused) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("error", "access_denied");
    parts.put("error_code", refused.code());
    parts.put("error_description", refused.detail());
    return parts;
  }

  private static String fragment(Map<String, String> parts) {
    return parts.entrySet().stream()
        .map(part -> part.getKey() + "=" + encoded(part.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
