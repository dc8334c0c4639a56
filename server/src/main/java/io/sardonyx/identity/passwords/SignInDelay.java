package io.sardonyx.identity.passwords;

import io.sardonyx.platform.crypto.Hashes;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How long to wait after failed sign-ins. Four things are counted, each with attempts that are free
 * and a delay that doubles with every one after:
 *
 * <ul>
 *   <li>an account tried from one address: ten are free, then up to a quarter of an hour. Somebody
 *       who guesses at one account stops himself, and nobody else.
 *   <li>an address, whatever accounts it tries: a hundred are free, for many people may share it.
 *   <li>an account, from wherever it is tried: a hundred are free, then up to a minute. It does not
 *       bind addresses from which the account was signed in to lately, so that an attack from
 *       everywhere does not keep its owner out where they always are.
 *   <li>six digits, of an account's second factor or of its mails, from wherever they are tried:
 *       five are free, then up to an hour. There are few of them, and other mails bring others.
 * </ul>
 *
 * <p>Nothing is locked for good: a quarter of an hour without a failure forgets everything, apart
 * from the six digits, for which it takes a day.
 */
public enum SignInDelay {
  ACCOUNT_FROM_ADDRESS(10, Duration.ofMinutes(15)),
  ADDRESS(100, Duration.ofMinutes(15)),
  ACCOUNT(100, Duration.ofMinutes(1)),
  CODE(5, Duration.ofHours(1)) {
    @Override
    Duration expiresAfter() {
      return CODE_FORGOTTEN_AFTER;
    }
  };

  static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
  static final Duration CODE_FORGOTTEN_AFTER = Duration.ofDays(1);

  private static final int MAX_DOUBLINGS = 12;

  private final int free;
  private final Duration longest;

  SignInDelay(int free, Duration longest) {
    this.free = free;
    this.longest = longest;
  }

  /**
   * What is counted.
   *
   * @param key tells nothing of whom it is about to who reads the database
   */
  public record Subject(SignInDelay kind, String key) {}

  record Failures(int count, Instant lastAt) {}

  /**
   * @param known whether the account was signed in to from this address lately
   */
  public static List<Subject> subjects(String email, String address, boolean known) {
    var account = email.toLowerCase(Locale.ROOT);
    var network = network(address);
    var subjects = new ArrayList<Subject>();
    subjects.add(ACCOUNT_FROM_ADDRESS.of(account + " " + network));
    subjects.add(ADDRESS.of(network));
    if (!known) {
      subjects.add(ACCOUNT.of(account));
    }
    return subjects;
  }

  /**
   * @param whose code it is that is tried, of a second factor or of a mail
   */
  public static List<Subject> ofCode(String whose, String address) {
    return List.of(CODE.of(whose), ADDRESS.of(network(address)));
  }

  /** For codes that are too long to be guessed. */
  static List<Subject> ofLongCode(String address) {
    return List.of(ADDRESS.of(network(address)));
  }

  Duration expiresAfter() {
    return FORGOTTEN_AFTER;
  }

  /** Until when the next attempt is refused; in the past when it is not. */
  Instant refusedUntil(Failures failures) {
    if (failures.count() < free) {
      return Instant.MIN;
    }
    var delay = Duration.ofSeconds(1L << Math.min(failures.count() - free, MAX_DOUBLINGS));
    return failures.lastAt().plus(delay.compareTo(longest) < 0 ? delay : longest);
  }

  boolean isExpired(Failures failures, Instant now) {
    return now.isAfter(failures.lastAt().plus(expiresAfter()));
  }

  private Subject of(String what) {
    return new Subject(this, name().toLowerCase(Locale.ROOT) + ":" + hash(what));
  }

  private static String hash(String what) {
    return Hashes.hex(Hashes.sha256(what)).substring(0, 32);
  }

  /** Whoever has an IPv6 address has at least the 2^64 of its network. */
  private static String network(String address) {
    if (!address.contains(":")) {
      return address;
    }
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      return Hashes.hex(Arrays.copyOf(bytes, bytes.length == 16 ? 8 : 4));
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }
}
