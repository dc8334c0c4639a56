package io.sardonyx.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.identity.audit.AuditRetention;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.events.Event;
import io.sardonyx.sessions.Chats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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
    var owner = Chats.owner(ann);
    var old = chats.newSession(ann);
    var pinned = chats.newSession(ann);
    chats.pin(ann, pinned);
    var elsewhere = chats.newSession(other);
    var retention = new RetentionRules(chats.database);
    retention.put(owner, new RetentionRule(30, 60, null));
    var job = job(chats, 5_000);
    chats.published.clear();

    job.run(in(29));
    assertThat(chats.published).isEmpty();
    job.run(in(31));
    assertThat(chats.sessions.get(ann, old).archivedAt()).isNotNull();
    assertThat(chats.published.stream().map(Event::type))
        .containsExactly("session.updated", "session.updated");
    job.run(in(31));
    assertThat(chats.published).as("once a day").hasSize(2);
    job.run(in(32));
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

  @Test
  void theAuditLogIsKeptForEverUnlessItIsSaidForHowLongAndOthersIsNotTouched() {
    var ann = chats.stranger();
    var ben = chats.stranger();
    for (var each : List.of(ann, ben)) {
      for (int daysAgo = 0; daysAgo < 100; daysAgo += 10) {
        happened(each, daysAgo);
      }
    }
    var retention = new RetentionRules(chats.database);
    var job = job(chats, 2);
    retention.put(Chats.owner(ann), new RetentionRule(36_500, null, null));
    job.run(in(0));
    assertThat(logged(ann)).isEqualTo(10);
    retention.put(Chats.owner(ann), new RetentionRule(null, null, 90));

    job.run(in(50).plusSeconds(60));
    // Of those from 40 days ago and before; what the rule itself left there is young.
    assertThat(logged(ann)).isEqualTo(4);
    assertThat(logged(ben)).isEqualTo(10);
    var run = retention.runs(Chats.owner(ann), null, 1).data().getFirst();
    assertThat(run.auditEventsDeleted()).isEqualTo(6);
    assertThat(run.finishedAt()).isNotNull();
    assertThat(
            chats
                .database
                .working()
                .query(
                    """
                    select from platform.audit_events
                    where organization_id = $1 and action = 'organization.retention_applied'
                      and (details ->> 'audit_events_deleted')::integer = 6
                    """,
                    ann.organizationId())
                .size())
        .isOne();
  }

  private static void happened(Caller to, int daysAgo) {
    chats
        .database
        .working()
        .query(
            """
            insert into platform.audit_events (id, organization_id, action, at)
            select uuidv7(-make_interval(days => $2)), $1, 'test.happened',
              now() - make_interval(days => $2)
            """,
            to.organizationId(),
            daysAgo);
  }

  private static int logged(Caller whose) {
    return chats
        .database
        .working()
        .query(
            """
            select from platform.audit_events
            where organization_id = $1 and action = 'test.happened'
            """,
            whose.organizationId())
        .size();
  }

  /** Until its node dies, or its database is away: what it did is told, and the next goes on. */
  @Test
  void aRunThatIsCutOffTellsWhatItDidAndGoesOn() {
    var ann = chats.stranger();
    var ben = chats.stranger();
    var owner = Chats.owner(ann);
    for (int i = 0; i < 5; i++) {
      chats.newSession(ann);
    }
    var bens = chats.newSession(ben);
    var retention = new RetentionRules(chats.database);
    retention.put(owner, new RetentionRule(30, null, null));
    retention.put(Chats.owner(ben), new RetentionRule(30, null, null));
    refuseAfter(ann.organizationId(), 3);
    var job = job(chats, 5_000);
    var now = in(31);
    try {
      assertThatThrownBy(() -> job.run(now)).hasMessageContaining("refused on purpose");
    } finally {
      refuseNoMore();
    }
    var cut = retention.runs(owner, null, 10).data();
    assertThat(cut).hasSize(1);
    assertThat(cut.getFirst().archived()).isEqualTo(3);
    assertThat(cut.getFirst().finishedAt()).isNull();
    assertThat(chats.sessions.get(ben, bens).archivedAt())
        .as("another organization's do not wait")
        .isNotNull();

    job.run(now.plusSeconds(60));
    var whole = retention.runs(owner, null, 10).data();
    assertThat(whole).hasSize(1);
    assertThat(whole.getFirst().archived()).isEqualTo(5);
    assertThat(whole.getFirst().finishedAt()).isNotNull();
    assertThat(applied(ann.organizationId())).isEqualTo(1);
    assertThat(retention.runs(Chats.owner(ben), null, 10).data()).hasSize(1);
  }

  @Test
  void twoNodesAtOnceDoAndTellEverythingOnce() throws Exception {
    var ann = chats.stranger();
    for (int i = 0; i < 40; i++) {
      chats.newSession(ann);
    }
    var retention = new RetentionRules(chats.database);
    retention.put(Chats.owner(ann), new RetentionRule(30, null, null));
    chats.published.clear();
    var now = in(31);
    try (var nodes = Executors.newFixedThreadPool(2)) {
      var running =
          Stream.of(1, 2).map(node -> nodes.submit(() -> job(chats, 5_000).run(now))).toList();
      for (var each : running) {
        each.get();
      }
    }
    assertThat(chats.published.stream().filter(each -> each.type().equals("session.updated")))
        .as("one on the session's topic and one on its owner's, for each")
        .hasSize(80);
    assertThat(
            retention.runs(Chats.owner(ann), null, 10).data().stream()
                .mapToInt(RetentionRun::archived)
                .sum())
        .isEqualTo(40);
  }

  /** As if the database went away in the middle. */
  private static void refuseAfter(UUID organization, int archived) {
    chats.execute(
        """
        create function platform.refuse() returns trigger language plpgsql as $$
        begin
          if (select count(*) from platform.chat_sessions
              where organization_id = '%1$s' and archived_at is not null) > %2$d then
            raise exception 'refused on purpose';
          end if;
          return null;
        end
        $$;
        create trigger refuse after update on platform.chat_sessions for each row
        when (new.organization_id = '%1$s') execute function platform.refuse()
        """
            .formatted(organization, archived));
  }

  private static void refuseNoMore() {
    chats.execute("drop function platform.refuse cascade");
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

  static ApplyRetentionJob job(Chats chats, int auditBatch) {
    return new ApplyRetentionJob(
        chats.database,
        List.of(chats.agedSessions(), new AuditRetention(chats.database, auditBatch)),
        InstantSource.system());
  }
}
