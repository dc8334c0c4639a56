package io.sardonyx.fuzz;

import io.sardonyx.fuzz.Caller.SignedIn;
import io.sardonyx.testing.Authenticator;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Somebody who has a second factor and shows it when they sign in: a recovery code each time,
 * because digits are good once in half a minute.
 */
final class FactorHolder {
  private final Authenticator authenticator;
  private final Queue<String> codes;
  private final Caller caller;

  FactorHolder(String email, Supplier<Optional<SignedIn>> withPassword) {
    var first = withPassword.get().orElseThrow();
    authenticator = Authenticator.verified(first.http());
    codes = new ArrayDeque<>();
    first
        .http()
        .post("/api/v1/me/recovery-codes", Map.of())
        .expect(201)
        .json()
        .path("codes")
        .forEach(code -> codes.add(code.asText()));
    caller =
        new Caller(
                "user with a second factor",
                email,
                () -> withPassword.get().filter(this::shows),
                List.of())
            .has("factors", authenticator.factorId());
  }

  private boolean shows(SignedIn half) {
    return authenticator.challenge(half.http()).status() == 200 // Else it was removed.
        && authenticator.show(half.http(), code()).status() == 200;
  }

  Caller caller() {
    return caller;
  }

  /** Asks for the factor anew; an answer to what was asked before is too late then. */
  String challengeId() {
    var asked = authenticator.challenge(caller.http());
    return asked.status() == 200 ? asked.text("/id") : UUID.randomUUID().toString();
  }

  /** Good, unless there are others since. */
  String code() {
    return codes.isEmpty() ? authenticator.digits(1) : codes.remove();
  }
}
