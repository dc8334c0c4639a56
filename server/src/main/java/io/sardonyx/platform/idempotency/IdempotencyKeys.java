package io.sardonyx.platform.idempotency;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.idempotency.IdempotencyKeyStore.Earlier;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * At most once: a key is claimed before the work begins, and given back only when it is certain
 * that nothing was done. When the program dies in between, a repeat is told that the outcome is not
 * known, and never does the work a second time.
 *
 * <p>Answers are sealed, for some of them show a secret that is kept nowhere else. A repeat gets
 * one only with the rights that the first request had: a weaker credential of the same user, or a
 * user whose role has changed since, may not see what it shows.
 */
@Singleton
public class IdempotencyKeys {
  /** For so long a repeat gets the first answer. */
  static final Duration KEPT = Duration.ofHours(24);

  /** Above what any request takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Database database;
  private final Sealing sealing;

  public IdempotencyKeys(Database database, Sealing sealing) {
    this.database = database;
    this.sealing = sealing;
  }

  /** What was answered the first time. */
  public record Answer(int status, byte[] body) {}

  /**
   * Empty: the key is the request's, which {@link #answer}s or {@link #release}s it.
   *
   * @throws Problem a conflict, when the key was used for another request, or by one that has no
   *     answer yet
   */
  public Optional<Answer> claim(Caller caller, String key, byte[] hash) {
    if (IdempotencyKeyStore.claim(database.writing(caller), caller, key, hash)) {
      return Optional.empty();
    }
    var earlier =
        IdempotencyKeyStore.find(database.reading(caller), caller, key, PATIENCE)
            .orElseThrow(IdempotencyKeys::inProgress);
    return Optional.of(answerOf(caller, key, earlier, hash));
  }

  public void answer(Caller caller, String key, Answer answer) {
    var sealed = sealing.seal(withRights(caller, answer.body()), context(caller, key));
    IdempotencyKeyStore.answer(database.writing(caller), caller, key, answer.status(), sealed);
  }

  private static byte[] withRights(Caller caller, byte[] body) {
    var rights = rights(caller);
    return ByteBuffer.allocate(rights.length + body.length).put(rights).put(body).array();
  }

  /**
   * @throws Problem unless the rights are the caller's
   */
  private static byte[] withoutRights(Caller caller, byte[] answer) {
    var rights = rights(caller);
    if (answer.length < rights.length
        || !Arrays.equals(rights, 0, rights.length, answer, 0, rights.length)) {
      throw Problem.forbidden(
          "idempotency_rights_changed",
          "The first request with this Idempotency-Key was made with other permissions. Use a new"
              + " key.");
    }
    return Arrays.copyOfRange(answer, rights.length, answer.length);
  }

  private static byte[] rights(Caller caller) {
    var scopes = caller.scopes();
    var names = scopes == null ? "*" : String.join(" ", new TreeSet<>(scopes));
    return (caller.role() + " " + names + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Nothing was done: the key may be used again. */
  public void release(Caller caller, String key) {
    IdempotencyKeyStore.release(database.writing(caller), caller, key);
  }

  private Answer answerOf(Caller caller, String key, Earlier earlier, byte[] hash) {
    if (!MessageDigest.isEqual(earlier.hash(), hash)) {
      throw Problem.conflict(
          "idempotency_key_reused",
          "This Idempotency-Key was used for another request. Use a new one for a new request.");
    }
    var status = earlier.status();
    var sealed = earlier.answer();
    if (status != null && sealed != null) {
      return new Answer(
          status, withoutRights(caller, sealing.unseal(sealed, context(caller, key))));
    }
    if (earlier.old()) {
      throw Problem.conflict(
          "idempotency_outcome_unknown",
          "It is not known whether the first request with this Idempotency-Key was done. Look"
              + " whether it was; if not, send it with a new key.");
    }
    throw inProgress();
  }

  private static Problem inProgress() {
    return Problem.conflict(
        "idempotency_in_progress",
        "The first request with this Idempotency-Key is under way. Repeat in a moment.",
        Duration.ofSeconds(1));
  }

  private static String context(Caller caller, String key) {
    return "idempotent answer " + caller.userId() + " " + key;
  }
}
