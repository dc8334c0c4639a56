import java.security.GeneralSecurityException;

/** An application whose backend is the bench: it signs for the users that {@link Seed} made. */
record Application(String organizationId, String id, String publishableKey, String secret) {
  String token(int user) {
    try {
      return Api.userToken(secret, "user-" + user);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a request of that user begins with, after its first line. */
  String head(int user) {
    return "host: 127.0.0.1\r\nauthorization: Bearer %s\r\napikey: %s\r\n"
        .formatted(token(user), publishableKey);
  }
}
