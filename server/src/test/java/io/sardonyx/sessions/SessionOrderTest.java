package io.sardonyx.sessions;

import static io.sardonyx.sessions.ChatSessionsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.messages.RequestAnswer;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lists are in the order of what was said last, by the clock of the database. */
class SessionOrderTest {
  private static Chats chats;
  private Caller ann;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @BeforeEach
  void someone() {
    ann = chats.stranger();
  }

  @Test
  void whatIsSaidMovesAChatToTheTopAtOnce() {
    var a = chats.newSession(ann);
    var b = chats.newSession(ann);
    var c = chats.newSession(ann);
    assertThat(list(SessionFilter.NONE)).containsExactly(c, b, a);
    chats.say(ann, a, "x");
    assertThat(list(SessionFilter.NONE)).containsExactly(a, c, b);
    chats.say(ann, a, "y");
    chats.say(ann, b, "x");
    assertThat(list(SessionFilter.NONE)).containsExactly(b, a, c);
    chats.say(ann, a, "z");
    assertThat(list(SessionFilter.NONE)).containsExactly(a, b, c);
  }

  @Test
  void anEditAndAnotherAnswerMoveItToo() {
    var a = chats.newSession(ann);
    var sent = chats.ask(ann, a, null, "one", "two");
    var b = chats.newSession(ann);
    chats.sayAfter(ann, a, sent.message().read().parentId(), "one, edited");
    assertThat(list(SessionFilter.NONE)).containsExactly(a, b);
    chats.say(ann, b, "x");
    chats.messages.regenerate(
        ann, a, sent.message().read().id(), new RequestAnswer(UUID.randomUUID(), null));
    assertThat(list(SessionFilter.NONE)).containsExactly(a, b);
  }

  @Test
  void whatIsNotSaidMovesNothing() {
    var a = chats.newSession(ann);
    var b = chats.newSession(ann);
    var before = chats.sessions.get(ann, a).lastActivityAt();
    chats.sessions.update(ann, a, titled("Another"));
    chats.pin(ann, a);
    chats.sessions.update(
        ann, a, new UpdateSession(null, null, null, null, true, null, null, null));
    chats.sessions.update(
        ann, a, new UpdateSession(null, null, null, null, false, null, null, null));
    chats.sessions.delete(ann, a);
    chats.sessions.restore(ann, a);
    chats.sessions.clear(ann, a);
    assertThat(chats.sessions.get(ann, a).lastActivityAt()).isEqualTo(before);
    assertThat(list(SessionFilter.NONE)).containsExactly(b, a);
  }

  /** The ids are made by clients: by their clocks. */
  @Test
  void aClientsClockDecidesNothing() {
    var early = id(Instant.now().minus(Duration.ofDays(400)));
    var late = id(Instant.now().plus(Duration.ofDays(400)));
    var between = chats.newSession(ann);
    chats.sessions.create(ann, new CreateSession(late, null, null, null, null, null));
    chats.sessions.create(ann, new CreateSession(early, null, null, null, null, null));
    assertThat(list(SessionFilter.NONE)).containsExactly(early, late, between);
    assertThat(chats.sessions.get(ann, late).lastActivityAt())
        .isBefore(Instant.now().plus(Duration.ofDays(1)));
  }

  @Test
  void allListsFollow() {
    var work = new ArrayList<UUID>();
    for (int i = 0; i < 2; i++) {
      var wanted = new CreateSession(null, null, "work", null, null, null);
      var id = chats.sessions.create(ann, wanted).session().id();
      chats.pin(ann, id);
      chats.sessions.update(
          ann, id, new UpdateSession(null, null, null, "application", null, null, null, null));
      work.add(id);
    }
    chats.sessions.create(ann, new CreateSession(null, null, "other", null, null, null));
    chats.say(ann, work.getFirst(), "x");

    var bob = chats.colleagueOf(ann);
    assertThat(list(new SessionFilter(null, "work", null, null, null))).isEqualTo(work);
    assertThat(list(new SessionFilter(null, null, true, null, null))).isEqualTo(work);
    assertThat(list(new SessionFilter(null, null, null, true, null))).isEqualTo(work);
    assertThat(list(bob, new SessionFilter(null, null, null, null, true), false, false))
        .isEqualTo(work);
    assertThat(chats.sessions.categories(ann, null).data()).containsExactly("work", "other");
    assertThat(chats.sessions.ownIds(ann)).startsWith(work.getFirst());

    for (var id : work) {
      chats.sessions.update(
          ann, id, new UpdateSession(null, null, null, null, true, null, null, null));
    }
    assertThat(list(ann, SessionFilter.NONE, true, false)).isEqualTo(work);
    work.forEach(id -> chats.sessions.delete(ann, id));
    assertThat(list(ann, SessionFilter.NONE, false, true)).isEqualTo(work);
  }

  @Test
  void aWalkThroughPagesFindsNothingTwiceWhileTheOrderChanges() {
    var all = new ArrayList<UUID>();
    for (int i = 0; i < 10; i++) {
      all.add(chats.newSession(ann));
    }
    var moved = new HashSet<UUID>();
    var found = new ArrayList<UUID>();
    @Nullable String cursor = null;
    int pages = 0;
    do {
      var page =
          chats
              .sessions
              .list(ann, query(SessionCursor.parse(cursor), SessionFilter.NONE, false, false), 3)
              .read();
      page.data().forEach(each -> found.add(each.id()));
      cursor = page.nextCursor();
      // One that was found, and one that was not yet.
      for (var index : List.of(9 - pages, pages)) {
        chats.say(ann, all.get(index), "x");
        moved.add(all.get(index));
      }
    } while (cursor != null && ++pages < 10);
    assertThat(found).doesNotHaveDuplicates();
    var missing = new HashSet<>(all);
    missing.removeAll(found);
    assertThat(moved).as("what moved is at the beginning").containsAll(missing);
    assertThat(list(SessionFilter.NONE).subList(0, moved.size())).containsAll(missing);
  }

  @Test
  void sessionsOfTheSameMomentAreOnOnePageEach() {
    var ids = IntStream.range(0, 7).mapToObj(i -> chats.newSession(ann)).toList();
    chats.execute(
        "update platform.chat_sessions set last_activity_at = '2026-01-31T12:00:00.123456Z'"
            + " where user_id = '"
            + ann.userId()
            + "'");
    var found = new ArrayList<UUID>();
    @Nullable String cursor = null;
    do {
      var page =
          chats
              .sessions
              .list(ann, query(SessionCursor.parse(cursor), SessionFilter.NONE, false, false), 2)
              .read();
      page.data().forEach(each -> found.add(each.id()));
      cursor = page.nextCursor();
    } while (cursor != null);
    assertThat(found).containsExactlyElementsOf(ids.reversed());
  }

  @Test
  void aCursorThatIsNoneIsRefused() {
    for (var wrong :
        List.of("", "x", UUID.randomUUID().toString(), "A".repeat(32).replace("AAAA", "____"))) {
      assertProblem(() -> SessionCursor.parse(wrong), "malformed_cursor");
    }
    var given = new SessionCursor(Instant.parse("2026-01-31T12:00:00.123456Z"), Ids.next());
    assertThat(SessionCursor.parse(given.text())).isEqualTo(given);
  }

  /** Sends of many sessions are one transaction, and one moment. */
  @Test
  void sendsThatAreCommittedTogetherMoveTheirSessions() throws Exception {
    var ids = IntStream.range(0, 12).mapToObj(i -> chats.newSession(ann)).toList();
    var said = ids.subList(0, 6);
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = said.stream().map(id -> (Callable<Object>) () -> chats.say(ann, id, "x")).toList();
      for (var each : pool.invokeAll(work)) {
        each.get();
      }
    }
    assertThat(list(SessionFilter.NONE).subList(0, 6)).containsExactlyInAnyOrderElementsOf(said);
  }

  /**
   * It stays under its heading: a chat that is first for days is not as old as its first message.
   */
  @Test
  void theFirstChatsTimeFollowsWithinAMinute() {
    var session = chats.newSession(ann);
    chats.execute(
        "update platform.chat_sessions set last_activity_at = now() - interval '2 minutes'"
            + " where id = '"
            + session
            + "'");
    chats.say(ann, session, "x");
    assertThat(chats.sessions.get(ann, session).lastActivityAt())
        .isAfter(Instant.now().minusSeconds(60));
  }

  private List<UUID> list(SessionFilter filter) {
    return list(ann, filter, false, false);
  }

  private static List<UUID> list(
      Caller caller, SessionFilter filter, boolean archived, boolean deleted) {
    var query = query(SessionCursor.START, filter, archived, deleted);
    return chats.sessions.list(caller, query, 100).read().data().stream()
        .map(ChatSession::id)
        .toList();
  }

  private static SessionQuery query(
      SessionCursor after, SessionFilter filter, boolean archived, boolean deleted) {
    return new SessionQuery(after, archived, deleted, filter);
  }

  private static UpdateSession titled(String title) {
    return new UpdateSession(Optional.of(title), null, null, null, null, null, null, null);
  }

  /** A UUID of version 7 by another clock. */
  private static UUID id(Instant at) {
    var random = UUID.randomUUID();
    return new UUID(
        at.toEpochMilli() << 16 | 0x7000 | random.getMostSignificantBits() & 0xfff,
        random.getLeastSignificantBits());
  }
}
