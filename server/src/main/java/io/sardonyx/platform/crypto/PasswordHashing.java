package io.sardonyx.platform.crypto;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sardonyx.platform.problem.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords, hashed with Argon2id as OWASP's Password Storage Cheat Sheet asks (19 MiB, 2 passes, 1
 * lane) and written as PHC strings, which say with what they were made.
 *
 * <p>A hash costs memory and a core on purpose, so few run at once and few more may wait: a flood
 * of sign-ins is refused with {@link Problem.Kind#UNAVAILABLE} and takes nothing from other
 * requests. One network may have a few of those places only, so that there are some for others when
 * it floods. The work is done on platform threads of its own, because on a virtual thread it would
 * hold a carrier that everybody shares.
 */
@Singleton
public class PasswordHashing {
  /** In bytes; more is no better, and hashing it is not free. */
  public static final int MAX_PASSWORD = 1024;

  private static final Argon2Hash.Cost COST = new Argon2Hash.Cost(19_456, 2, 1);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Passwords from one network that are being hashed or wait for it. */
  private static final int PLACES = 8;

  private final SecureRandom random = new SecureRandom();
  private final Argon2Hash nobodys;
  private final ThreadPoolExecutor workers;
  private final Timer timer;
  private final Map<String, Integer> places = new ConcurrentHashMap<>();

  @Inject
  public PasswordHashing(MeterRegistry meters) {
    this(meters, Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4), 64);
  }

  PasswordHashing(MeterRegistry meters, int atOnce, int waiting) {
    this.timer =
        Timer.builder("password_hashing_seconds")
            .description("Hashing of one password, without the time that it waited.")
            .register(meters);
    this.workers =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().daemon().name("password-hashing-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
    // Random bytes in place of a hash: no password is known that fits, and checking costs the same.
    this.nobodys = new Argon2Hash(COST, bytes(SALT_BYTES), bytes(HASH_BYTES));
  }

  /**
   * As {@link #hash(String)}, for somebody of that network.
   *
   * @throws Problem {@code too_many_sign_ins_at_once} when others of it have taken its places
   */
  public String hash(String password, @Nullable String network) {
    return inPlace(network, () -> hash(password));
  }

  /** As {@link #verify(String, String)}, for somebody of that network. */
  public boolean verify(String password, @Nullable String phc, @Nullable String network) {
    return inPlace(network, () -> verify(password, phc));
  }

  /** A PHC string, with a salt of its own. */
  public String hash(String password) {
    var input = input(password);
    return work(() -> Argon2Hash.make(input, COST, bytes(SALT_BYTES), HASH_BYTES).toString());
  }

  /**
   * @param phc what {@link #hash} returned, or {@link #isImportable} accepted; null for somebody
   *     who does not exist, which takes as long as a wrong password
   */
  public boolean verify(String password, @Nullable String phc) {
    var input = input(password);
    // Other programs hash what was typed as it is.
    var typed = password.getBytes(StandardCharsets.UTF_8);
    var expected = phc == null ? nobodys : PasswordHash.parse(phc);
    return work(() ->
        expected.matches(input) || !Arrays.equals(input, typed) && expected.matches(typed))
        && phc != null;
  }

  /** Whether it was made otherwise than hashes are made today, so that it should be made anew. */
  public boolean isOutdated(String phc) {
    return !(PasswordHash.parse(phc) instanceof Argon2Hash hash) || !hash.cost().equals(COST);
  }

  /**
   * Whether another program's hash can be checked here: bcrypt, or Argon2id as a PHC string, of a
   * cost that a sign-in may have.
   */
  public static boolean isImportable(String text) {
    try {
      return !(PasswordHash.parse(text) instanceof Argon2Hash hash) || hash.cost().isAffordable();
    } catch (IllegalArgumentException other) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    workers.shutdownNow();
  }

  /** The same password typed on another keyboard is the same bytes (NIST SP 800-63B, 5.1.1.2). */
  private static byte[] input(String password) {
    var bytes =
        Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_PASSWORD) {
      throw Problem.invalid(
          "password_too_long", "A password may have up to %d bytes.".formatted(MAX_PASSWORD));
    }
    return bytes;
  }

  /**
   * @param network null for nobody's in particular
   */
  private <T> T inPlace(@Nullable String network, Supplier<T> hashing) {
    if (network == null) {
      return hashing.get();
    }
    int taken = places.merge(network, 1, Integer::sum);
    try {
      if (taken > PLACES) {
        throw Problem.rateLimited(
            "too_many_sign_ins_at_once",
            "Too many people of your network are signing in at this moment. Try again in a second.",
            Duration.ofSeconds(1));
      }
      return hashing.get();
    } finally {
      places.computeIfPresent(network, (same, count) -> count == 1 ? null : count - 1);
    }
  }

  private <T> T work(Callable<T> hashing) {
    try {
      var result = workers.submit(() -> timer.recordCallable(hashing));
      try {
        return result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } finally {
        result.cancel(true);
      }
    } catch (RejectedExecutionException | TimeoutException full) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Hashing a password failed.", e.getCause());
    }
  }

  private static Problem busy() {
    return new Problem(
        Problem.Kind.UNAVAILABLE,
        "sign_in_busy",
        "Too many people are signing in at this moment. Try again in a few seconds.");
  }

  private byte[] bytes(int length) {
    var bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
