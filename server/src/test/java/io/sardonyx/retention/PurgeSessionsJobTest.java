package io.sardonyx.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.caller.Caller;
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

/** What is removed for good, and that those whose it was are told. */
class PurgeSessionsJobTest {
  private static final Duration KEPT = Duration.ofDays(30);

  private static Chats chats;
  private static RetentionRules retention;

  @BeforeAll
  static void start() {
    chats = new Chats();
    retention = new RetentionRules(chats.database);
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @Test
  void whatIsRemovedIsToldToItsOrganizationAndNoOther() {
    var ann = chats.stranger();
    var ben = chats.stranger();
    var cy = chats.stranger();
    deleted(ann, 2);
    deleted(ben, 1);
    var kept = chats.newSession(ann);
    job().run(in(29));
    assertThat(runs(ann)).isEmpty();
    job().run(in(31));
    job().run(in(31));
    assertThat(runs(ann)).extracting(RetentionRun::purged).containsExactly(2);
    assertThat(runs(ann).getFirst().finishedAt()).isNotNull();
    assertThat(runs(ben)).extracting(RetentionRun::purged).containsExactly(1);
    assertThat(runs(cy)).isEmpty();
    assertThat(told(ann)).containsExactly(2);
    assertThat(told(ben)).containsExactly(1);
    assertThat(told(cy)).isEmpty();
    assertThat(chats.isThere(ann, kept)).isTrue();

    // It is no run of the rule, which is followed on the same day.
    retention.put(Chats.owner(ann), new RetentionRule(30, null, null));
    ApplyRetentionJobTest.job(chats, 5_000).run(in(31));
    assertThat(runs(ann).stream().map(run -> List.of(run.archived(), run.purged())))
        .containsExactly(List.of(1, 0), List.of(0, 2));
  }

  /** Until its node dies, or its database is away: what it did is told, and the next goes on. */
  @Test
  void aRunThatIsCutOffTellsWhatItDidAndGoesOn() {
    var ann = chats.stranger();
    deleted(ann, 100);
    var last = deleted(ann, 1).getFirst();
    refuse(last);
    var now = in(31);
    try {
      assertThatThrownBy(() -> job().run(now)).hasMessageContaining("refused on purpose");
    } finally {
      chats.execute("drop function platform.refuse cascade");
    }
    assertThat(runs(ann)).extracting(RetentionRun::purged).containsExactly(100);
    assertThat(runs(ann).getFirst().finishedAt()).isNull();
    assertThat(told(ann)).isEmpty();

    job().run(now.plusSeconds(60));
    assertThat(runs(ann)).extracting(RetentionRun::purged).containsExactly(101);
    assertThat(runs(ann).getFirst().finishedAt()).isNotNull();
    assertThat(told(ann)).containsExactly(101);
  }

  @Test
  void twoNodesAtOnceTellEverythingOnce() throws Exception {
    var ann = chats.stranger();
    var ben = chats.stranger();
    for (int i = 0; i < 60; i++) {
      deleted(ann, 2);
      deleted(ben, 2);
    }
    var now = in(31);
    try (var nodes = Executors.newFixedThreadPool(2)) {
      var running = Stream.of(1, 2).map(node -> nodes.submit(() -> job().run(now))).toList();
      for (var each : running) {
        each.get();
      }
    }
    job().run(now);
    for (var each : List.of(ann, ben)) {
      assertThat(runs(each).stream().mapToInt(RetentionRun::purged).sum()).isEqualTo(120);
      assertThat(runs(each)).allMatch(run -> run.finishedAt() != null);
      assertThat(told(each).stream().mapToInt(Integer::intValue).sum()).isEqualTo(120);
    }
  }

  /** However much was said in a chat: no statement takes it all, and would take too long. */
  @Test
  void aLongChatGoesSomeRowsAtATime() {
    var ann = chats.stranger();
    var chat = chats.newSession(ann);
    chats.execute(
        """
        insert into platform.chat_messages
          (id, session_id, organization_id, application_id, user_id, kind, content)
        select uuidv7(), id, organization_id, application_id, user_id, 'user', 'Said.'
        from platform.chat_sessions, generate_series(1, 25000) where id = '%s';
        create function platform.count_gone() returns trigger language plpgsql as $$
        begin
          if (select count(*) from gone) > 10000 then
            raise exception 'too many at once';
          end if;
          return null;
        end
        $$;
        create trigger count_gone after delete on platform.chat_messages
        referencing old table as gone for each statement execute function platform.count_gone()
        """
            .formatted(chat));
    chats.sessions.delete(ann, chat);
    try {
      job().run(in(31));
    } finally {
      chats.execute("drop function platform.count_gone cascade");
    }
    assertThat(runs(ann)).extracting(RetentionRun::purged).containsExactly(1);
  }

  private static PurgeSessionsJob job() {
    return new PurgeSessionsJob(chats.database, chats.agedSessions(), InstantSource.system(), KEPT);
  }

  private static List<UUID> deleted(Caller caller, int count) {
    return Stream.generate(() -> chats.newSession(caller))
        .limit(count)
        .peek(id -> chats.sessions.delete(caller, id))
        .toList();
  }

  private static List<RetentionRun> runs(Caller caller) {
    return retention.runs(Chats.owner(caller), null, 100).data();
  }

  /** What the audit log says. */
  private static List<Integer> told(Caller caller) {
    var rows =
        chats
            .database
            .working()
            .query(
                """
                select (details ->> 'purged')::integer as purged from platform.audit_events
                where organization_id = $1 and action = 'organization.chats_purged' order by id
                """,
                caller.organizationId());
    return Stream.generate(rows.iterator()::next)
        .limit(rows.size())
        .map(row -> row.getInteger("purged"))
        .toList();
  }

  /** As if the database went away in the middle. */
  private static void refuse(UUID session) {
    chats.execute(
        """
        create function platform.refuse() returns trigger language plpgsql as $$
        begin
          raise exception 'refused on purpose';
        end
        $$;
        create trigger refuse before delete on platform.chat_sessions for each row
        when (old.id = '%s') execute function platform.refuse()
        """
            .formatted(session));
  }

  private static Instant in(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }
}
