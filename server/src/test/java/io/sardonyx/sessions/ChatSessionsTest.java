package io.sardonyx.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.messages.RequestAnswer;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.events.ReaderChange;
import io.sardonyx.platform.events.Revocation;
import io.sardonyx.platform.json.JsonRows;
import io.sardonyx.platform.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

public class ChatSessionsTest {
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

  @TestFactory
  Stream<DynamicTest> nobodyElseCanTouchASession() {
    var session = chats.newSession(ann);
    var message = chats.say(ann, session, "secret").id();
    return Stream.of(chats.colleagueOf(ann), chats.stranger())
        .flatMap(other ->
            Stream.of(
                denied("read", () -> chats.sessions.get(other, session)),
                denied("page", () -> chats.messages.page(other, session, null, 50)),
                denied("message", () -> chats.messages.get(other, session, message)),
                denied("rename", () -> chats.sessions.update(other, session, renamed("x"))),
                denied("change nothing", () -> chats.sessions.update(other, session, NOTHING)),
                denied("delete", () -> chats.sessions.delete(other, session)),
                denied("restore", () -> chats.sessions.restore(other, session)),
                denied("clear", () -> chats.sessions.clear(other, session)),
                denied("send", () -> chats.say(other, session, "x")),
                denied("branch", () -> chats.sayAfter(other, session, message, "x")),
                denied("show", () -> chats.messages.show(other, session, message, 50)),
                denied("stop", () -> chats.answers.requestStop(other, session, message)),
                denied(
                    "answer",
                    () ->
                        chats.messages.regenerate(
                            other, session, message, new RequestAnswer(UUID.randomUUID(), null)))));
  }

  private static DynamicTest denied(String what, Runnable attempt) {
    return DynamicTest.dynamicTest(
        what,
        () ->
            assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                    Problem.class,
                    problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND)));
  }

  @Test
  void whoMayOnlyReadCannotWrite() {
    var limited =
        new Caller(ann.organizationId(), ann.applicationId(), ann.userId(), Role.APP_LIMITED, null);
    assertProblem(() -> chats.newSession(limited), "permission_denied");
    var session = chats.newSession(ann);
    assertProblem(() -> chats.say(limited, session, "x"), "permission_denied");
    assertProblem(() -> chats.sessions.delete(limited, session), "permission_denied");
    assertProblem(() -> chats.sessions.update(limited, session, NOTHING), "permission_denied");
    assertThat(chats.sessions.get(limited, session).id()).isEqualTo(session);
  }

  @Test
  void creatingIsAnEventOfItsOwnerAndARepeatReturnsTheOriginal() {
    var wanted = new CreateSession(Ids.next(), "Plans", "work", "What to do", null, null);
    var created = chats.sessions.create(ann, wanted);
    var again = chats.sessions.create(ann, wanted);

    assertThat(created.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(again.session()).isEqualTo(created.session());
    assertThat(created.session().totalMessages()).isZero();
    assertThat(created.session().isActive()).isTrue();
    assertThat(chats.log(ann, AppUserTopic.of(ann.userId())))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.type()).isEqualTo("session.created");
          assertThat(JsonRows.read(event.data(), SessionData.class).session())
              .isEqualTo(created.session());
        });
    assertProblem(() -> chats.sessions.create(chats.stranger(), wanted), "id_already_exists");
  }

  @Test
  void aPersonaOrProjectOfOthersCannotBeUsed() {
    var missing = new CreateSession(null, null, null, null, UUID.randomUUID(), null);
    assertProblem(() -> chats.sessions.create(ann, missing), "persona_not_found");
    var project = UUID.randomUUID();
    var bob = chats.colleagueOf(ann);
    chats
        .database
        .writing(bob)
        .query(
            """
            insert into platform.projects (id, organization_id, application_id, user_id, name)
            values ($1, $2, $3, $4, 'P')
            """,
            project,
            bob.organizationId(),
            bob.applicationId(),
            bob.userId());
    var bobs = new CreateSession(null, null, null, null, null, project);
    assertProblem(() -> chats.sessions.create(ann, bobs), "project_not_found");
    assertThat(chats.sessions.create(bob, bobs).session().projectId()).isEqualTo(project);
  }

  @Test
  void theListIsNewestFirstInPagesAndOnlyOnesOwn() {
    var first = chats.newSession(ann);
    var second = chats.newSession(ann);
    var third = chats.newSession(ann);
    chats.newSession(chats.colleagueOf(ann));

    var page = chats.sessions.list(ann, ACTIVE, 2).read();
    assertThat(page.data()).extracting(ChatSession::id).containsExactly(third, second);
    var next =
        new SessionQuery(SessionCursor.parse(page.nextCursor()), false, false, SessionFilter.NONE);
    var last = chats.sessions.list(ann, next, 2).read();
    assertThat(last.data()).extracting(ChatSession::id).containsExactly(first);
    assertThat(last.nextCursor()).isNull();
  }

  @Test
  void onlyWhatIsGivenChanges() {
    var wanted = new CreateSession(null, "Plans", "work", "What to do", null, null);
    var id = chats.sessions.create(ann, wanted).session().id();
    chats.sessions.update(ann, id, renamed("New plans"));
    var cleared = new UpdateSession(null, Optional.empty(), null, null, null, null, null, null);
    chats.sessions.update(ann, id, cleared);
    var session = chats.sessions.get(ann, id);
    assertThat(session.title()).isEqualTo("New plans");
    assertThat(session.category()).isNull();
    assertThat(session.description()).isEqualTo("What to do");
    assertThat(chats.log(ann, ChatSessionTopic.of(id)))
        .extracting(Event::type)
        .containsExactly("session.updated", "session.updated");
    assertThat(chats.log(ann, AppUserTopic.of(ann.userId())))
        .extracting(Event::type)
        .containsExactly("session.created", "session.updated", "session.updated");
    assertThat(session.headSeq()).isEqualTo(2);
  }

  @Test
  void archivedSessionsAreListedApartAndRefuseMessages() {
    var id = chats.newSession(ann);
    assertThat(chats.sessions.update(ann, id, archived(true)).isActive()).isFalse();
    assertThat(chats.sessions.list(ann, ACTIVE, 10).read().data()).isEmpty();
    assertThat(
            chats
                .sessions
                .list(
                    ann, new SessionQuery(SessionCursor.START, true, false, SessionFilter.NONE), 10)
                .read()
                .data())
        .hasSize(1);
    assertProblem(() -> chats.say(ann, id, "x"), "chat_session_archived");
    chats.sessions.update(ann, id, archived(false));
    chats.say(ann, id, "x");
  }

  @Test
  void aDeletedSessionIsGoneUntilItIsRestored() {
    var id = chats.newSession(ann);
    chats.say(ann, id, "hello");
    chats.sessions.delete(ann, id);
    assertProblem(() -> chats.sessions.get(ann, id), "chat_session_not_found");
    assertProblem(() -> chats.messages.page(ann, id, null, 5), "chat_session_not_found");
    assertProblem(() -> chats.say(ann, id, "x"), "chat_session_not_found");
    assertProblem(() -> chats.sessions.delete(ann, id), "chat_session_not_found");
    assertThat(
            chats
                .sessions
                .list(
                    ann, new SessionQuery(SessionCursor.START, false, true, SessionFilter.NONE), 10)
                .read()
                .data())
        .hasSize(1);
    assertThat(chats.stopped).contains(id);

    chats.sessions.restore(ann, id);
    assertThat(chats.shown(ann, id)).containsExactly("hello");
    assertThat(chats.log(ann, AppUserTopic.of(ann.userId())))
        .extracting(Event::type)
        .containsExactly("session.created", "session.deleted", "session.restored");
  }

  @Test
  void theJobPurgesWhatWasDeletedLongAgo() {
    var kept = chats.newSession(ann);
    var gone = chats.newSession(ann);
    chats.say(ann, gone, "old");
    chats.sessions.delete(ann, kept);
    chats.sessions.delete(ann, gone);
    var cutoff = Instant.now().minus(Duration.ofDays(30));
    assertThat(purge(cutoff)).isZero();
    chats
        .database
        .writing(ann)
        .query(
            "update platform.chat_sessions set deleted_at = now() - interval '31 days'"
                + " where id = $1",
            gone);
    assertThat(purge(cutoff)).isEqualTo(1);
    assertProblem(() -> chats.sessions.restore(ann, gone), "chat_session_not_found");
    assertThat(EventLog.head(chats.database.reading(ann), ChatSessionTopic.of(gone))).isEmpty();
    assertThat(
            chats
                .database
                .reading(ann)
                .query("select from platform.chat_messages where session_id = $1", gone)
                .size())
        .isZero();
    chats.sessions.restore(ann, kept);
  }

  private static int purge(Instant cutoff) {
    return chats.agedSessions().purge(cutoff, 100, (tx, of) -> {});
  }

  @Test
  void clearingLeavesAnEmptySession() {
    var id = chats.newSession(ann);
    var root = chats.sessions.get(ann, id).leafId();
    chats.ask(ann, id, null, "a", "b");
    chats.sayAfter(ann, id, root, "a2");
    chats.sessions.clear(ann, id);
    var session = chats.sessions.get(ann, id);
    assertThat(session.totalMessages()).isZero();
    assertThat(session.leafId()).isEqualTo(root);
    assertThat(chats.shown(ann, id)).isEmpty();
    chats.say(ann, id, "anew");
    assertThat(chats.shown(ann, id)).containsExactly("anew");
  }

  @Test
  void sharingLetsTheApplicationReadButNotWrite() {
    var id = chats.newSession(ann);
    chats.say(ann, id, "for all");
    var bob = chats.colleagueOf(ann);
    chats.sessions.update(ann, id, shared("application"));

    assertThat(chats.shown(bob, id)).containsExactly("for all");
    assertThat(chats.log(bob, ChatSessionTopic.of(id))).hasSize(2);
    assertThat(chats.sessions.list(bob, ACTIVE, 10).read().data()).isEmpty();
    assertProblem(() -> chats.say(bob, id, "x"), "chat_session_read_only");
    assertProblem(() -> chats.sessions.delete(bob, id), "chat_session_read_only");
    assertProblem(() -> chats.sessions.update(bob, id, renamed("x")), "chat_session_read_only");
    assertProblem(() -> chats.sessions.clear(bob, id), "chat_session_read_only");
    assertProblem(() -> chats.sessions.get(chats.stranger(), id), "chat_session_not_found");

    Consumer<Runnable> hiddenAfter =
        change -> {
          chats.revoked.clear();
          change.run();
          assertThat(chats.revoked)
              .containsExactly(
                  new Revocation(
                      ChatSessionTopic.of(id), new ReaderChange.EverybodyExcept(ann.userId())));
          assertProblem(() -> chats.sessions.get(bob, id), "chat_session_not_found");
          assertThat(chats.log(bob, ChatSessionTopic.of(id))).isEmpty();
        };
    hiddenAfter.accept(() -> chats.sessions.delete(ann, id));
    chats.sessions.restore(ann, id);
    assertThat(chats.shown(bob, id)).containsExactly("for all");
    hiddenAfter.accept(() -> chats.sessions.update(ann, id, shared("private")));
  }

  @Test
  void anAutomaticTitleNeverReplacesOneThatSomebodyGave() {
    var id = chats.newSession(ann);
    chats.answers.setInitialTitle(ann, id, "First");
    chats.answers.setInitialTitle(ann, id, "Second");
    assertThat(chats.sessions.get(ann, id).title()).isEqualTo("First");
  }

  public static void assertProblem(Runnable attempt, String code) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
  }

  record SessionData(ChatSession session) {}

  private static final SessionQuery ACTIVE =
      new SessionQuery(SessionCursor.START, false, false, SessionFilter.NONE);
  private static final UpdateSession NOTHING =
      new UpdateSession(null, null, null, null, null, null, null, null);

  private static UpdateSession renamed(String title) {
    return new UpdateSession(Optional.of(title), null, null, null, null, null, null, null);
  }

  private static UpdateSession shared(String status) {
    return new UpdateSession(null, null, null, status, null, null, null, null);
  }

  private static UpdateSession archived(boolean archived) {
    return new UpdateSession(null, null, null, null, archived, null, null, null);
  }
}
