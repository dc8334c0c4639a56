package io.sardonyx.identity.appusers;

/**
 * That somebody gets a link to choose another password.
 *
 * @param byMail false where no mail server is connected: then the server's log says it
 */
public record PasswordResetMail(String email, boolean byMail) {}
