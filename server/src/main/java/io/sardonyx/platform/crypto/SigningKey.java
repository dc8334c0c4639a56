package io.sardonyx.platform.crypto;

import com.nimbusds.jose.jwk.ECKey;
import java.time.Instant;

/**
 * A key pair for ES256.
 *
 * @param jwk with the private part
 * @param activeFrom signs from here on; it is published before
 * @param expiresAt from here on nothing that it signed is accepted
 */
record SigningKey(String id, ECKey jwk, Instant activeFrom, Instant expiresAt) {
  boolean signsAt(Instant now) {
    return !now.isBefore(activeFrom) && now.isBefore(expiresAt.minus(SigningKeys.ACCEPTED_AFTER));
  }
}
