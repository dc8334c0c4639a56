package io.sardonyx.platform.crypto;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The key pairs with which every node signs access tokens. They change every thirty days; a new one
 * is published a quarter of an hour before it signs, while nodes look for new ones every minute, so
 * no node meets a signature that it cannot check.
 */
@Singleton
public class SigningKeys {
  static final Duration SIGNS_FOR = Duration.ofDays(30);
  static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(15);

  /** For when its successor comes late, because nothing was running. */
  static final Duration GRACE = Duration.ofDays(1);

  /** How long a key is still accepted after the last thing that it signed. */
  static final Duration ACCEPTED_AFTER = Duration.ofHours(1);

  private static final Duration REREAD_AFTER = Duration.ofMinutes(1);

  /** For a key that is not known: somebody may be making them up. */
  private static final Duration REREAD_AT_MOST = Duration.ofSeconds(5);

  private static final Logger LOG = Logger.getLogger(SigningKeys.class);

  private final SigningKeyStore store;
  private final Sealing sealing;
  private final InstantSource clock;
  private volatile Known known = new Known(List.of(), Instant.MIN);

  public SigningKeys(Database database, Sealing sealing, InstantSource clock) {
    this.store = new SigningKeyStore(database);
    this.sealing = sealing;
    this.clock = clock;
  }

  /** What to sign with now, with its private part. */
  public ECKey current() {
    var now = clock.instant();
    refreshAfter(REREAD_AFTER);
    return known.signing(now).orElseGet(this::first).jwk();
  }

  /** The public part of a key that may still be accepted. */
  public Optional<ECKey> find(String id) {
    refreshAfter(REREAD_AFTER);
    var found = known.find(id, clock.instant());
    if (found.isEmpty()) {
      refreshAfter(REREAD_AT_MOST);
      found = known.find(id, clock.instant());
    }
    return found.map(key -> key.jwk().toPublicJWK());
  }

  /** What anybody may check our signatures with: the keys in use, and the next one. */
  public JWKSet published() {
    refreshAfter(REREAD_AFTER);
    var now = clock.instant();
    return new JWKSet(
        known.keys().stream()
            .filter(key -> now.isBefore(key.expiresAt()))
            .map(key -> key.jwk().toPublicJWK())
            .map(JWK.class::cast)
            .toList());
  }

  /** Publishes the next key when its time has come, and forgets those that expired. */
  public void rotate() {
    var now = clock.instant();
    refresh();
    var newest = known.keys().stream().map(SigningKey::activeFrom).max(Comparator.naturalOrder());
    var next = newest.map(from -> from.plus(SIGNS_FOR)).orElse(now);
    if (!now.isBefore(next.minus(PUBLISHED_BEFORE))) {
      var published = now.plus(PUBLISHED_BEFORE);
      var activeFrom = next.isAfter(published) ? next : published;
      add(known.signing(now).isPresent() ? activeFrom : now, now);
    }
    store.deleteExpiredBefore(now);
    refresh();
  }

  private SigningKey first() {
    var now = clock.instant();
    add(now, now);
    refresh();
    // If another node made one at this moment, its clock may be ahead of ours.
    return known
        .signing(now)
        .or(() -> known.signing(now.plus(ACCEPTED_AFTER)))
        .orElseThrow(
            () -> new IllegalStateException("There is no key to sign access tokens with."));
  }

  private void add(Instant activeFrom, Instant now) {
    try {
      var id = Ids.next().toString();
      var key =
          new ECKeyGenerator(Curve.P_256)
              .keyID(id)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      var secret = key.toJSONString().getBytes(StandardCharsets.UTF_8);
      var expiresAt = activeFrom.plus(SIGNS_FOR).plus(GRACE);
      store.insertUnlessPresent(
          new SigningKeyStore.Row(
              id,
              sealing.seal(secret, context(id)),
              key.toPublicJWK().toJSONString(),
              activeFrom,
              expiresAt),
          now);
    } catch (JOSEException e) {
      throw new IllegalStateException("This Java cannot make ES256 keys.", e);
    }
  }

  private void refreshAfter(Duration age) {
    if (known.isOlder(age, clock.instant())) {
      synchronized (this) {
        if (known.isOlder(age, clock.instant())) {
          refreshIfPossible();
        }
      }
    }
  }

  private void refreshIfPossible() {
    try {
      refresh();
    } catch (DatabaseUnavailable e) {
      if (known.keys().isEmpty()) {
        throw e;
      }
      LOG.debug("The signing keys could not be read again; those that are known still serve.");
    }
  }

  private synchronized void refresh() {
    var keys = new ArrayList<SigningKey>();
    for (var row : store.all()) {
      try {
        var secret = sealing.unseal(row.sealedPrivateKey(), context(row.id()));
        var jwk = ECKey.parse(new String(secret, StandardCharsets.UTF_8));
        keys.add(new SigningKey(row.id(), jwk, row.activeFrom(), row.expiresAt()));
      } catch (Sealing.CannotUnseal e) {
        LOG.error(e.getMessage());
      } catch (ParseException e) {
        LOG.errorf("The signing key %s is damaged.", row.id());
      }
    }
    known = new Known(List.copyOf(keys), clock.instant());
  }

  private static String context(String id) {
    return "signing key " + id;
  }

  private record Known(List<SigningKey> keys, Instant readAt) {
    boolean isOlder(Duration age, Instant now) {
      return Duration.between(readAt, now).abs().compareTo(age) >= 0;
    }

    Optional<SigningKey> signing(Instant now) {
      return keys.stream()
          .filter(key -> key.signsAt(now))
          .max(Comparator.comparing(SigningKey::activeFrom));
    }

    Optional<SigningKey> find(String id, Instant now) {
      return keys.stream()
          .filter(key -> key.id().equals(id) && now.isBefore(key.expiresAt()))
          .findFirst();
    }
  }
}
