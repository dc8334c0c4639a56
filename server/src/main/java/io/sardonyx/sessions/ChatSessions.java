package io.sardonyx.sessions;

import io.sardonyx.answers.Answers;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserKey;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.json.RawJson;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A person's chat sessions. Every change is an event on the session's topic and its owner's. */
@Singleton
public class ChatSessions {
  private final Database database;
  private final EventLog events;
  private final Answers answers;

  ChatSessions(Database database, EventLog events, Answers answers) {
    this.database = database;
    this.events = events;
    this.answers = answers;
  }

  /** A session, and whether an earlier request with the same id had created it. */
  public record Created(ChatSession session, boolean repeated) {}

  public Created create(Caller caller, CreateSession wanted) {
    caller.require(ChatPermissions.WRITE);
    var id = wanted.id() == null ? Ids.next() : wanted.id();
    if (id.version() != 7) {
      throw Problem.invalid("invalid_request", "id must be a UUID of version 7.");
    }
    var change =
        database.as(
            caller,
            tx -> {
              requireVisible(tx, wanted.personaId(), wanted.projectId());
              EventLog.createTopic(
                  tx,
                  AppUserTopic.of(caller.userId()),
                  caller.organizationId(),
                  caller.applicationId(),
                  caller.userId());
              return ChatSessionStore.create(events, tx, id, Ids.next(), wanted);
            });
    return change
        .map(made -> new Created(made.session(), false))
        .orElseGet(() -> new Created(original(caller, id), true));
  }

  private ChatSession original(Caller caller, UUID id) {
    return ChatSessionStore.find(database.reading(caller), id, true)
        .filter(session -> session.userId().equals(caller.userId()))
        .orElseThrow(
            () -> Problem.conflict("id_already_exists", "Something else has this id already."));
  }

  public RawJson<SessionPage> list(Caller caller, SessionQuery query, int limit) {
    caller.require(ChatPermissions.READ);
    var statements = database.reading(caller);
    return query.filter().isEmpty()
        ? ChatSessionStore.list(statements, query, limit)
        : FilteredSessionStore.list(statements, query, limit);
  }

  /** The caller's own that are not deleted, the active ones first: all there are at this moment. */
  public List<UUID> ownIds(Caller caller) {
    caller.require(ChatPermissions.READ);
    return ChatSessionStore.own(database.reading(caller));
  }

  /**
   * Which categories the caller's sessions have, the one of the latest session first.
   *
   * @param archived whether those that have it are archived; null for either
   */
  public Page<String> categories(Caller caller, @Nullable Boolean archived) {
    caller.require(ChatPermissions.READ);
    return new Page<>(FilteredSessionStore.categories(database.reading(caller), archived), null);
  }

  /** One's own, or one that its owner shares. */
  public ChatSession get(Caller caller, UUID id) {
    return find(caller, id).orElseThrow(ChatSessions::notFound);
  }

  /** One's own, or one that its owner shares; empty if there is none, or it was deleted. */
  public Optional<ChatSession> find(Caller caller, UUID id) {
    caller.require(ChatPermissions.READ);
    return ChatSessionStore.find(database.reading(caller), id, false);
  }

  public ChatSession update(Caller caller, UUID id, UpdateSession change) {
    if (change.changesNothing()) {
      requireOwner(caller, id);
      return get(caller, id);
    }
    return change(
        caller,
        id,
        tx -> {
          requireVisible(tx, given(change.personaId()), given(change.projectId()));
          return ChatSessionStore.update(events, tx, id, change);
        });
  }

  /** It can be restored until it is purged; until then it is out of sight. */
  public void delete(Caller caller, UUID id) {
    change(caller, id, tx -> ChatSessionStore.delete(events, tx, id));
    answers.stopAll(ChatSessionTopic.of(id));
  }

  public ChatSession restore(Caller caller, UUID id) {
    return change(caller, id, tx -> ChatSessionStore.restore(events, tx, id));
  }

  /** All messages go, for good; the session stays. Answers that are being written end. */
  public void clear(Caller caller, UUID id) {
    change(
        caller,
        id,
        tx ->
            ChatSessionStore.lock(tx, id, false)
                ? ChatSessionStore.clear(events, tx, id)
                : Optional.empty());
    answers.stopAll(ChatSessionTopic.of(id));
  }

  private ChatSession change(
      Caller caller, UUID id, Function<Statements, Optional<SessionChange>> work) {
    caller.require(ChatPermissions.WRITE);
    var change = database.as(caller, work);
    return change
        .map(SessionChange::session)
        .orElseThrow(() -> {
          requireOwner(caller, id);
          return notFound();
        });
  }

  /** A session that is shared with the caller exists for them, but is not theirs to change. */
  private void requireOwner(Caller caller, UUID id) {
    caller.require(ChatPermissions.WRITE);
    var unused = getOwn(caller, id);
  }

  private static void requireVisible(
      Statements tx, @Nullable UUID personaId, @Nullable UUID projectId) {
    if (personaId != null && !SessionReferenceStore.personaExists(tx, personaId)) {
      throw Problem.notFound("persona");
    }
    if (projectId != null && !SessionReferenceStore.projectExists(tx, projectId)) {
      throw Problem.notFound("project");
    }
  }

  private static @Nullable UUID given(@Nullable Optional<UUID> id) {
    return id == null ? null : id.orElse(null);
  }

  /**
   * In the caller's transaction: nobody else changes the session before its end.
   *
   * @return false if it is not the caller's
   */
  public static boolean lock(Statements tx, UUID id) {
    return ChatSessionStore.lock(tx, id, false);
  }

  /**
   * @throws Problem unless the session is the caller's own
   */
  public ChatSession getOwn(Caller caller, UUID id) {
    var session = get(caller, id);
    if (!session.userId().equals(caller.userId())) {
      throw readOnly();
    }
    return session;
  }

  /** Nothing happens if the session has a title already. */
  public void setInitialTitle(Caller caller, UUID id, String title) {
    var unused = ChatSessionStore.title(events, database.writing(caller), id, title);
  }

  /** As a worker: some of a user's, deleted ones too. */
  public static UUID[] ofUser(Statements tx, UserKey user, int limit) {
    return InactiveSessionStore.ofUser(tx, user, limit);
  }

  /** As a worker: for good; what there may be much of in them went before. */
  public static void remove(Statements tx, UUID[] ids) {
    var unused = InactiveSessionStore.purge(tx, ids);
  }

  public static Problem notFound() {
    return Problem.notFound("chat session");
  }

  public static Problem readOnly() {
    return Problem.forbidden(
        "chat_session_read_only", "This chat is shared with you to read; it is not yours.");
  }
}
