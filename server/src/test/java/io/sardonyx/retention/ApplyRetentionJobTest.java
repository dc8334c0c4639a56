package io.sardonyx.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.events.Event;
import io.sardonyx.sessions.Chats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the rule does to whose chats, and that it is told. */
class ApplyRetentionJobTest {
  private static Chats chats;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @Test
  void theOldAreArchivedThenDeletedThePinnedStayAndOthersAreNotTouched() {
    var ann = chats.stranger();
    var other = chats.stranger();
    var owner =
        new Caller(
            ann.organizationId(),
            ann.applicationId(),
            ann.userId(),
            Role.OWNER,
            Role.OWNER.permissions(),
            null);
    var old = chats.newSession(ann);
    var pinned = chats.newSession(ann);
    chats.pin(ann, pinned);
    var elsewhere = chats.newSession(other);
    var retention = new Retention(chats.database);
    retention.put(owner, new RetentionRule(30, 60));
    var job = new ApplyRetentionJob(chats.database, chats.agedSessions(), InstantSource.system());
    chats.published.clear();

    job.run(in(29));
    assertThat(chats.published).isEmpty();
    job.run(in(31));
    assertThat(chats.sessions.get(ann, old).archivedAt()).isNotNull();
    assertThat(chats.published.stream().map(Event::type))
        .containsExactly("session.updated", "session.updated");
    job.run(in(31));
    assertThat(chats.published).hasSize(2);
    job.run(in(61));
    assertThat(chats.isThere(ann, old)).isFalse();
    chats.sessions.restore(ann, old);
    assertThat(chats.sessions.get(ann, pinned).archivedAt()).isNull();
    assertThat(chats.sessions.get(other, elsewhere).archivedAt()).isNull();

    var runs = retention.runs(owner, null, 10).data();
    assertThat(runs.stream().map(run -> List.of(run.archived(), run.deleted())))
        .containsExactly(List.of(0, 1), List.of(0, 0), List.of(1, 0), List.of(0, 0));
    assertThat(applied(ann.organizationId())).isEqualTo(2);
    assertThat(applied(other.organizationId())).isZero();
  }

  private static long applied(UUID organization) {
    return chats
        .database
        .working()
        .query(
            """
            select count(*) from platform.audit_events
            where organization_id = $1 and action = 'organization.retention_applied'
            """,
            organization)
        .iterator()
        .next()
        .getLong(0);
  }

  private static Instant in(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }
}
