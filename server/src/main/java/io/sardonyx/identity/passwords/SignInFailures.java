package io.sardonyx.identity.passwords;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sardonyx.identity.passwords.SignInDelay.Failures;
import io.sardonyx.identity.passwords.SignInDelay.Subject;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed sign-ins, in PostgreSQL: for every node, and over a restart. An attempt counts as
 * failed before its password is looked at, and is taken back when it succeeds; so a thousand at
 * once get no further than one after the other.
 */
@Singleton
public class SignInFailures {
  private final Database database;
  private final InstantSource clock;

  /** Who is refused for now, so that a flood of attempts asks the database nothing. */
  private final Cache<String, Instant> refused =
      Caffeine.newBuilder()
          .maximumSize(10_000)
          .expireAfterWrite(SignInDelay.FORGOTTEN_AFTER)
          .build();

  public SignInFailures(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * @throws Problem {@link Problem.Kind#RATE_LIMITED} with the time to wait
   */
  public void beginAttempt(List<Subject> subjects) {
    var now = clock.instant();
    for (var subject : subjects) {
      refuseUntil(refused.getIfPresent(subject.key()), now);
    }
    refuseUntil(database.asWorker(tx -> count(tx, subjects, now)), now);
  }

  /** Until when the attempt is refused; if it is not, it is counted. */
  private Instant count(Statements tx, List<Subject> subjects, Instant now) {
    var counted = lock(tx, subjects, now);
    var until = Instant.MIN;
    for (var each : counted) {
      var end = each.subject().kind().refusedUntil(each.failures());
      if (now.isBefore(end)) {
        refused.put(each.subject().key(), end);
        until = end.isAfter(until) ? end : until;
      }
    }
    if (until.equals(Instant.MIN)) {
      counted.forEach(each -> put(tx, each.subject(), each.failures().count() + 1, now));
    }
    return until;
  }

  /** It was no failure: the right password, or no answer at all. */
  public static void withdraw(Statements tx, List<Subject> subjects) {
    for (var key : keys(subjects)) {
      tx.query(
          """
          update system.sign_in_failures set failures = greatest(failures - 1, 0)
          where subject = $1
          """,
          key);
    }
  }

  void forget(Instant now) {
    database
        .working()
        .query(
            """
            delete from system.sign_in_failures
            where last_failure_at < case when subject like 'code:%' then $2::timestamptz else $1::timestamptz end
            """,
            now.minus(SignInDelay.FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC),
            now.minus(SignInDelay.CODE_FORGOTTEN_AFTER).atOffset(ZoneOffset.UTC));
  }

  private record Counted(Subject subject, Failures failures) {}

  /** In the order of their keys, as everybody locks them. */
  private static List<Counted> lock(Statements tx, List<Subject> subjects, Instant now) {
    var keys = keys(subjects).toArray(String[]::new);
    tx.query(
        """
        insert into system.sign_in_failures (subject, failures, last_failure_at)
        select subject, 0, $2 from unnest($1::text[]) subject order by subject
        on conflict do nothing
        """,
        keys,
        now.atOffset(ZoneOffset.UTC));
    var stored = new HashMap<String, Failures>();
    for (var row :
        tx.query(
            """
            select subject, failures, last_failure_at from system.sign_in_failures
            where subject = any($1) order by subject for update
            """,
            (Object) keys)) {
      stored.put(
          row.getString("subject"),
          new Failures(
              row.getInteger("failures"), row.getOffsetDateTime("last_failure_at").toInstant()));
    }
    var none = new Failures(0, now);
    return subjects.stream()
        .map(subject -> {
          // Gone if it was swept between the two statements: as good as never counted.
          var failures = stored.getOrDefault(subject.key(), none);
          return new Counted(subject, subject.kind().isExpired(failures, now) ? none : failures);
        })
        .toList();
  }

  private static void put(Statements tx, Subject subject, int failures, Instant now) {
    tx.query(
        """
        insert into system.sign_in_failures (subject, failures, last_failure_at)
        values ($1, $2, $3)
        on conflict (subject) do update set failures = $2, last_failure_at = $3
        """,
        subject.key(),
        failures,
        now.atOffset(ZoneOffset.UTC));
  }

  private static List<String> keys(List<Subject> subjects) {
    return subjects.stream().map(Subject::key).sorted().toList();
  }

  private static void refuseUntil(@Nullable Instant until, Instant now) {
    if (until != null && now.isBefore(until)) {
      throw Problem.rateLimited(
          "too_many_sign_ins",
          "Too many sign-ins have failed. Wait before you try again.",
          Duration.between(now, until));
    }
  }
}
