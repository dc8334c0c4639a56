package io.sardonyx.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.sardonyx.platform.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final PasswordHashing hashing = new PasswordHashing(meters, 1, 3);

  @AfterEach
  void close() {
    hashing.close();
  }

  @Test
  void anotherPasswordDoesNotFit() {
    var hash = hashing.hash("correct horse battery staple");
    assertThat(hashing.verify("Correct horse battery staple", hash)).isFalse();
    assertThat(hashing.verify("", hash)).isFalse();
    assertThat(hashing.verify("correct horse battery staple ", hash)).isFalse();
  }

  @Test
  void noPasswordFitsSomebodyWhoDoesNotExistAndTryingCostsAHash() {
    assertThat(hashing.verify("anything", null)).isFalse();
    assertThat(hashes()).isEqualTo(1);
    var hash = hashing.hash("something");
    assertThat(hashing.verify("anything", hash)).isFalse();
    assertThat(hashes()).isEqualTo(3);
  }

  @Test
  void theRightPasswordFitsAndTwoHashesOfItDiffer() {
    var hash = hashing.hash("correct horse battery staple");
    assertThat(hashing.verify("correct horse battery staple", hash)).isTrue();
    assertThat(hashing.hash("correct horse battery staple")).isNotEqualTo(hash);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hashing.isOutdated(hash)).isFalse();
  }

  @Test
  void theSameLettersComposedInAnotherWayAreTheSamePassword() {
    var hash = hashing.hash("Ångström café déjà vu");
    assertThat(hashing.verify("A\u030Angstro\u0308m cafe\u0301 de\u0301ja\u0300 vu", hash))
        .isTrue();
  }

  @Test
  void aHashMadeElsewhereWithOtherCostsIsUnderstoodAndOutdated() {
    // From the tests of the reference implementation: version 0x13, t=2, m=2^16, p=1.
    var hash =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assertThat(hashing.verify("password", hash)).isTrue();
    assertThat(hashing.verify("passwort", hash)).isFalse();
    assertThat(hashing.isOutdated(hash)).isTrue();
  }

  @Test
  void aBcryptHashMadeElsewhereIsUnderstoodAndOutdated() {
    // From the tests of jBCrypt.
    var hash = "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i";
    for (var same : new String[] {hash, hash.replace("$2a", "$2b"), hash.replace("$2a", "$2y")}) {
      assertThat(PasswordHashing.isImportable(same)).isTrue();
      assertThat(hashing.verify("abc", same)).isTrue();
      assertThat(hashing.verify("abd", same)).isFalse();
      assertThat(hashing.verify("x".repeat(100), same)).isFalse();
      assertThat(hashing.isOutdated(same)).isTrue();
    }
  }

  @Test
  void aHashMadeElsewhereIsOfThePasswordAsItWasTyped() {
    var typed = "cafe\u0301";
    var hash =
        Argon2Hash.make(
                typed.getBytes(StandardCharsets.UTF_8),
                new Argon2Hash.Cost(64, 1, 1),
                new byte[16],
                32)
            .toString();
    assertThat(hashing.verify(typed, hash)).isTrue();
    assertThat(hashing.verify("cafe", hash)).isFalse();
  }

  @Test
  void aHashThatCostsMoreThanASignInMayIsNotImported() {
    var rest = "$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    for (var cost : new String[] {"m=65536,t=3,p=4", "m=19456,t=2,p=1", "m=8,t=1,p=1"}) {
      assertThat(PasswordHashing.isImportable("$argon2id$v=19$" + cost + rest)).as(cost).isTrue();
    }
    for (var text :
        new String[] {
          "$argon2id$v=19$m=65537,t=2,p=1" + rest,
          "$argon2id$v=19$m=1048576,t=2,p=1" + rest,
          "$argon2id$v=19$m=4096,t=9,p=1" + rest,
          "$argon2id$v=19$m=4096,t=0,p=1" + rest,
          "$argon2id$v=19$m=4096,t=1,p=0" + rest,
          "$argon2id$v=19$m=4096,t=1,p=17" + rest,
          "$argon2id$v=19$m=7,t=1,p=1" + rest,
          "$argon2id$v=16$m=65536,t=2,p=1" + rest,
          "$argon2i$v=19$m=65536,t=2,p=1" + rest,
          "$2a$15$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
          "$2a$31$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
          "$2a$03$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
          "$2x$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
          "$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0",
          "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=x$x$x",
          "password",
          ""
        }) {
      assertThat(PasswordHashing.isImportable(text)).as(text).isFalse();
    }
  }

  @Test
  void whatIsNoHashIsNotCompared() {
    for (var text :
        new String[] {"", "plain", "$2b$12$abc", "$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$abc"}) {
      assertThatThrownBy(() -> hashing.verify("password", text))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anEndlessPasswordIsRefusedBeforeItIsHashed() {
    assertThatThrownBy(() -> hashing.hash("x".repeat(PasswordHashing.MAX_PASSWORD + 1)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo("password_too_long"));
    assertThat(hashes()).isZero();
  }

  @Test
  void aFloodIsRefusedAndNobodyWaitsBehindItForEver() throws Exception {
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts = new ArrayList<Future<Boolean>>();
      for (int i = 0; i < 50; i++) {
        attempts.add(
            threads.submit(() -> {
              start.await();
              try {
                hashing.hash("correct horse battery staple");
                return true;
              } catch (Problem busy) {
                assertThat(busy.kind()).isEqualTo(Problem.Kind.UNAVAILABLE);
                return false;
              }
            }));
      }
      start.countDown();
      int hashed = 0;
      for (var attempt : attempts) {
        hashed += attempt.get() ? 1 : 0;
      }
      assertThat(hashed).isBetween(4, 49);
      assertThat(hashes()).isEqualTo(hashed);
    }
    assertThat(hashing.hash("afterwards it goes on")).isNotEmpty();
  }

  @Test
  void aNetworkThatFloodsTakesAFewPlacesAndLeavesTheOthersToOthers() throws Exception {
    var roomy = new PasswordHashing(meters, 1, 64);
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var flood = new ArrayList<Future<String>>();
      for (int i = 0; i < 66; i++) {
        flood.add(
            threads.submit(() -> {
              start.await();
              return attempt(roomy, "198.51.100.1");
            }));
      }
      start.countDown();
      Thread.sleep(50); // Not for the outcome: so that the flood is there first.
      assertThat(attempt(roomy, "198.51.100.2")).isEqualTo("hashed");
      var outcomes = new ArrayList<String>();
      for (var one : flood) {
        outcomes.add(one.get());
      }
      assertThat(outcomes)
          .contains("hashed", "too_many_sign_ins_at_once")
          .doesNotContain("sign_in_busy");
    } finally {
      roomy.close();
    }
  }

  private static String attempt(PasswordHashing hashing, String network) {
    try {
      hashing.hash("correct horse battery staple", network);
      return "hashed";
    } catch (Problem refused) {
      return refused.code();
    }
  }

  private long hashes() {
    return meters.timer("password_hashing_seconds").count();
  }
}
