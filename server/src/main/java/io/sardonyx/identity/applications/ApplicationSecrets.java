package io.sardonyx.identity.applications;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Statements;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The secrets with which applications' backends sign: shown once, then sealed. */
@Singleton
public class ApplicationSecrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Sealing sealing;

  ApplicationSecrets(Sealing sealing) {
    this.sealing = sealing;
  }

  /** 256 random bits, as HS256 asks. */
  static String make(String prefix) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** In place of the one before, as the workers' role: no request may touch secrets. */
  void put(Statements tx, UUID organizationId, UUID applicationId, String secret) {
    ApplicationStore.putSecret(
        tx,
        organizationId,
        applicationId,
        sealing.seal(secret.getBytes(StandardCharsets.UTF_8), context(applicationId)),
        Hashes.sha256(secret));
  }

  /**
   * An active application and its current secret.
   *
   * @param readAt by the database's clock
   */
  public record Signer(
      UUID organizationId, UUID applicationId, byte[] sealedSecret, Instant readAt) {}

  /** As the workers' role. */
  public static Optional<Signer> find(Statements tx, String publishableKey) {
    return ApplicationStore.findSigner(tx, publishableKey);
  }

  public byte[] unseal(Signer signer) {
    return sealing.unseal(signer.sealedSecret(), context(signer.applicationId()));
  }

  private static String context(UUID applicationId) {
    return "application secret " + applicationId;
  }
}
