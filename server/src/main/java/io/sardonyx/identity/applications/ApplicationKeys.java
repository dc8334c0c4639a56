package io.sardonyx.identity.applications;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which application a key names: the publishable one, or its secret. */
@Singleton
public class ApplicationKeys {
  private static final int MAX_KEY = 100;

  private final Database database;

  ApplicationKeys(Database database) {
    this.database = database;
  }

  /**
   * An active application.
   *
   * @param isSecret whether it was named by its secret: then its backend is calling
   * @param signUpEnabled whether anybody may make themselves an account
   * @param emailConfirmation whether an account is of use only after a mail was read
   * @param redirectUrls where links may lead; the first is where they lead unless they say
   */
  public record ApplicationKey(
      UUID organizationId,
      UUID applicationId,
      boolean isWorkspace,
      boolean isSecret,
      boolean signUpEnabled,
      boolean emailConfirmation,
      List<String> redirectUrls) {
    public ApplicationKey {
      redirectUrls = List.copyOf(redirectUrls);
    }
  }

  public Optional<ApplicationKey> find(String key) {
    if (key.length() > MAX_KEY) {
      return Optional.empty();
    }
    return key.startsWith(Applications.SECRET)
        ? ApplicationStore.findBySecret(database.working(), Hashes.sha256(key))
        : ApplicationStore.findByPublishableKey(database.working(), key);
  }

  /** By its id, for who knows it by something else than a key. */
  public Optional<ApplicationKey> find(UUID applicationId) {
    return ApplicationStore.findNamed(database.working(), applicationId);
  }
}
