package io.sardonyx.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.Chats;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the job finds, in which order, and what cannot keep it from the rest. */
class IndexSearchJobTest {
  private static Chats chats;

  private Caller ann;
  private UUID session;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @BeforeEach
  void aChat() {
    ann = chats.stranger();
    session = chats.newSession(ann);
  }

  @Test
  void whatIsNewIsFoundAlsoWhereLookingFarBackFails() {
    chats.say(ann, session, "before");
    new IndexSearchJob(chats.database).run(Instant.now());
    // A slow transaction's, of some hours ago; bringing it in fails, as a statement that takes too
    // long does.
    var late = message(Instant.now().minus(Duration.ofHours(3)), "poison");
    chats.say(ann, session, "newest");
    chats.execute(
        """
        create function platform.poison() returns trigger language plpgsql as $$
        begin
          if new.message_id = '%s' then raise exception 'on purpose'; end if;
          return new;
        end
        $$;
        create trigger poison before insert on platform.search_messages
        for each row execute function platform.poison()
        """
            .formatted(late));
    var job = new IndexSearchJob(chats.database);
    try {
      assertThatThrownBy(() -> runs(job, 40)).hasMessageContaining("on purpose");
      assertThat(isFound("newest")).isTrue();
      // Nor does it come back to it before its time.
      runs(job, 40);
      chats.say(ann, session, "later");
      job.run(Instant.now());
      assertThat(isFound("later")).isTrue();
    } finally {
      chats.execute("drop function platform.poison cascade");
    }
    assertThat(isFound("poison")).isFalse();
    runs(new IndexSearchJob(chats.database), 40);
    assertThat(isFound("poison")).as("the next time").isTrue();
  }

  @Test
  void whatAnotherRuleBroughtInIsBroughtInAnew() {
    var marked = chats.say(ann, session, "قال مُحَمَّدٌ شيئا");
    var plain = chats.say(ann, session, "plain");
    var job = new IndexSearchJob(chats.database);
    job.run(Instant.now());
    chats.execute("update platform.search_messages set grams = '{1,2,3}'");
    assertThat(isFound("محمد")).isFalse();
    chats.execute(
        "update system.search_progress set refold_after = '00000000-0000-0000-0000-000000000000'");
    runs(job, 2);
    assertThat(isFound("محمد")).as("%s", marked.id()).isTrue();
    assertThat(isFound("plain")).as("%s is left alone", plain.id()).isFalse();
    assertThat(SearchIndexStore.refoldAfter(chats.database.working())).isEmpty();
  }

  @Test
  void longMessagesAreBroughtInSomeAtATimeAndHoldUpNobody() {
    var random = new Random(7);
    for (int i = 0; i < 6; i++) {
      chats.say(
          ann,
          session,
          random
              .ints(100_000, 0x4E00, 0x9FFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString());
    }
    chats.say(ann, session, "after the flood");
    var job = new IndexSearchJob(chats.database);
    job.run(Instant.now());
    assertThat(isFound("flood")).isTrue();
    var texts =
        SearchIndexStore.missing(chats.database.working(), new UUID(0, 0), new UUID(-1, -1), 10);
    assertThat(texts).isEmpty();
  }

  private static void runs(IndexSearchJob job, int times) {
    for (int i = 0; i < times; i++) {
      job.run(Instant.now());
    }
  }

  private boolean isFound(String text) {
    return !new ChatSearch(chats.database)
        .search(ann, text, SearchFilter.NONE, null, 20)
        .data()
        .isEmpty();
  }

  /** With an id of that time. */
  private UUID message(Instant at, String content) {
    var id =
        new UUID(at.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits());
    chats.execute(
        """
        insert into platform.chat_messages
          (id, session_id, organization_id, application_id, user_id, parent_id, kind, content)
        select '%s', s.id, s.organization_id, s.application_id, s.user_id, s.leaf_id, 'user', '%s'
        from platform.chat_sessions s where s.id = '%s'
        """
            .formatted(id, content, session));
    return id;
  }
}
