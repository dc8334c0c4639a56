package io.sardonyx.identity.supabase;

import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import java.util.Map;

/**
 * How people can sign in at an application.
 *
 * @param external which ways there are
 * @param mailerAutoconfirm whether an account is of use without reading a mail
 */
public record AuthSettings(
    Map<String, Boolean> external,
    boolean disableSignup,
    boolean mailerAutoconfirm,
    boolean phoneAutoconfirm,
    String smsProvider,
    boolean samlEnabled) {

  public static AuthSettings of(ApplicationKey application) {
    return new AuthSettings(
        Map.of("email", true, "phone", false, "anonymous_users", false),
        !application.signUpEnabled(),
        !application.emailConfirmation(),
        false,
        "",
        false);
  }
}
