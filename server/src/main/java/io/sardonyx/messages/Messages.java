package io.sardonyx.messages;

import io.sardonyx.answers.AnswerSlot;
import io.sardonyx.answers.Answers;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.JsonRows;
import io.sardonyx.platform.json.RawJson;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ChatSessions;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages of a chat session: read, send, edit, regenerate, switch branches. */
@Singleton
public class Messages {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final EventLog events;
  private final EventBus bus;
  private final Answers answers;
  private final ChatAnswers chatAnswers;
  private final SendBatcher sending;
  private final ChatSessions sessions;

  public Messages(
      Database database,
      EventLog events,
      EventBus bus,
      Answers answers,
      ChatAnswers chatAnswers,
      ChatSessions sessions) {
    this.database = database;
    this.events = events;
    this.bus = bus;
    this.answers = answers;
    this.chatAnswers = chatAnswers;
    this.sending = new SendBatcher(database, events);
    this.sessions = sessions;
  }

  /**
   * Of the branch that is shown.
   *
   * @param cursor from an earlier page; the newest messages when null
   */
  public RawJson<MessagePage> page(
      Caller caller, UUID sessionId, @Nullable UUID cursor, int limit) {
    caller.require(ChatPermissions.READ);
    return ChatMessageStore.page(database.reading(caller), sessionId, cursor, limit)
        .orElseThrow(ChatSessions::notFound);
  }

  /**
   * For somebody who may see only the branch that is shown: cursors of other branches are refused,
   * and no field shows that there are any.
   *
   * @param cursor from an earlier page; the newest messages when null
   */
  public MessagePage shownPage(Caller caller, UUID sessionId, @Nullable UUID cursor, int limit) {
    caller.require(ChatPermissions.READ);
    if (cursor != null && !ChatMessageStore.isShown(database.reading(caller), sessionId, cursor)) {
      throw ChatMessageStore.otherCursor();
    }
    var page = page(caller, sessionId, cursor, limit).read();
    return new MessagePage(
        page.data().stream().map(ChatMessage::withoutBranches).toList(),
        page.nextCursor(),
        page.headSeq());
  }

  public ChatMessage get(Caller caller, UUID sessionId, UUID id) {
    caller.require(ChatPermissions.READ);
    return written(caller, sessionId, id).read();
  }

  private RawJson<ChatMessage> written(Caller caller, UUID sessionId, UUID id) {
    return ChatMessageStore.find(database.reading(caller), sessionId, id)
        .orElseThrow(Messages::notFound);
  }

  /**
   * Committed when it returns. A repeat of the same client message id returns the original and
   * starts nothing.
   */
  public SentMessage send(Caller caller, UUID sessionId, SendMessage wanted) {
    caller.require(ChatPermissions.WRITE);
    var unused = TimeZones.of(wanted.timeZone());
    if (!wanted.wantsAnswer()) {
      return send(caller, sessionId, wanted, null);
    }
    try (var slot = reserve(caller, sessionId)) {
      return send(caller, sessionId, wanted, slot);
    } catch (Problem refused) {
      // A repeat of what is committed needs no slot.
      return originalIfRepeated(caller, sessionId, wanted).orElseThrow(() -> refused);
    }
  }

  private AnswerSlot reserve(Caller caller, UUID sessionId) {
    return answers.reserve(caller, () -> chatAnswers.settings(caller, sessionId));
  }

  private SentMessage send(
      Caller caller, UUID sessionId, SendMessage wanted, @Nullable AnswerSlot slot) {
    var added =
        new MessageInsert(
            sessionId,
            Ids.next(),
            wanted.parentId(),
            wanted.content(),
            wanted.clientMessageId(),
            slot == null ? null : Ids.next(),
            slot == null ? null : slot.node());
    var sent = add(caller, added);
    return sent.isPresent()
        ? begin(caller, added, sent.get(), slot, TimeZones.of(wanted.timeZone()))
        : originalIfRepeated(caller, sessionId, wanted).orElseThrow(ChatSessions::notFound);
  }

  /**
   * What the same request has sent before. An omitted parent matches any.
   *
   * @throws Problem when the earlier request had other content
   */
  private Optional<SentMessage> originalIfRepeated(
      Caller caller, UUID sessionId, SendMessage wanted) {
    var original = original(caller, sessionId, wanted.clientMessageId());
    if (original.isPresent()) {
      var sent = original.get().message().read();
      var same =
          sent.kind().equals("user")
              && sent.content().equals(wanted.content())
              && (wanted.parentId() == null || wanted.parentId().equals(sent.parentId()))
              && wanted.wantsAnswer() == (original.get().answerId() != null);
      if (!same) {
        throw reused();
      }
    }
    return original;
  }

  /** Another answer to a message, beside the ones that it has: the conversation forks. */
  public SentMessage regenerate(
      Caller caller, UUID sessionId, UUID messageId, RequestAnswer wanted) {
    caller.require(ChatPermissions.WRITE);
    var timeZone = TimeZones.of(wanted.timeZone());
    try (var slot = reserve(caller, sessionId)) {
      var added =
          new MessageInsert(
              sessionId, null, messageId, null, wanted.clientMessageId(), Ids.next(), slot.node());
      var sent = add(caller, added);
      return sent.isPresent()
          ? begin(caller, added, sent.get(), slot, timeZone)
          : answerIfRepeated(caller, sessionId, messageId, wanted)
              .orElseThrow(ChatSessions::notFound);
    } catch (Problem refused) {
      return answerIfRepeated(caller, sessionId, messageId, wanted).orElseThrow(() -> refused);
    }
  }

  private Optional<SentMessage> answerIfRepeated(
      Caller caller, UUID sessionId, UUID messageId, RequestAnswer wanted) {
    var original = original(caller, sessionId, wanted.clientMessageId());
    if (original.isEmpty()) {
      return original;
    }
    var written = original.get().message();
    var answer = written.read();
    if (!messageId.equals(answer.parentId()) || !answer.kind().equals("assistant")) {
      throw reused();
    }
    return Optional.of(
        new SentMessage(written(caller, sessionId, messageId), written, answer.id(), true));
  }

  /** Shows the branch of a message, down to the leaf that was shown last. */
  public RawJson<MessagePage> show(Caller caller, UUID sessionId, UUID messageId, int limit) {
    caller.require(ChatPermissions.WRITE);
    boolean found =
        database.as(
            caller,
            tx ->
                ChatSessions.lock(tx, sessionId)
                    && ChatMessageStore.show(events, tx, sessionId, messageId));
    if (!found) {
      var unused = sessions.getOwn(caller, sessionId);
      throw notFound();
    }
    return page(caller, sessionId, null, limit);
  }

  /** Empty if the request is a repeat; throws if it cannot be done. */
  private Optional<SendResult> add(Caller caller, MessageInsert added) {
    try {
      if (added.messageId() != null) {
        var together = sending.send(caller, added);
        if (together.isPresent()) {
          return together;
        }
        var sent = SendStore.atTheLeaf(events, database.writing(caller), added);
        if (sent.isPresent()) {
          return sent;
        }
      }
      return addElsewhere(caller, added);
    } catch (PgException refused) {
      if (UNIQUE_VIOLATION.equals(refused.getSqlState())) {
        return Optional.empty(); // A concurrent repeat of the request was first.
      }
      throw refused;
    }
  }

  private Optional<SendResult> addElsewhere(Caller caller, MessageInsert added) {
    if (original(caller, added.sessionId(), added.clientMessageId()).isPresent()) {
      return Optional.empty();
    }
    var session = sessions.getOwn(caller, added.sessionId());
    if (session.archivedAt() != null) {
      throw Problem.conflict(
          "chat_session_archived", "This chat is archived. Restore it to continue.");
    }
    if (added.parentId() == null) {
      throw ChatSessions.notFound(); // It was deleted or archived a moment ago.
    }
    var sent =
        database.as(
            caller,
            tx ->
                ChatSessions.lock(tx, added.sessionId())
                    ? SendStore.anywhere(events, tx, added)
                    : Optional.<SendResult>empty());
    if (sent.isEmpty()) {
      refuse(caller, added);
    }
    return sent;
  }

  private void refuse(Caller caller, MessageInsert added) {
    var parent = get(caller, added.sessionId(), Objects.requireNonNull(added.parentId()));
    if (added.messageId() == null && !parent.kind().equals("user")) {
      throw Problem.invalid("not_a_user_message", "Only a user's message can be answered.");
    }
    if (!SendStore.mayHaveChild(database.reading(caller), added.parentId())) {
      throw Problem.conflict(
          "too_many_siblings",
          "There are %d versions here, the maximum. Continue one of them."
              .formatted(SendStore.MAX_SIBLINGS));
    }
  }

  private Optional<SentMessage> original(Caller caller, UUID sessionId, UUID clientMessageId) {
    return SendStore.original(database.reading(caller), sessionId, clientMessageId);
  }

  private SentMessage begin(
      Caller caller,
      MessageInsert added,
      SendResult sent,
      @Nullable AnswerSlot slot,
      ZoneId timeZone) {
    bus.publishEphemeral(
        AppUserTopic.of(caller.userId()),
        "session.activity",
        JsonRows.write(
            new Activity(
                added.sessionId(),
                sent.totalMessages(),
                sent.updatedAt(),
                sent.lastActivityAt(),
                sent.title())));
    if (slot != null && added.answerId() != null) {
      slot.start(
          chatAnswers.target(
              added.answerId(),
              added.sessionId(),
              Objects.requireNonNull(sent.parentId()),
              sent.title() == null,
              timeZone));
    }
    var message =
        sent.message() == null
            ? written(caller, added.sessionId(), Objects.requireNonNull(sent.parentId()))
            : sent.message();
    return new SentMessage(message, sent.answer(), added.answerId(), false);
  }

  private record Activity(
      UUID sessionId,
      int totalMessages,
      Instant updatedAt,
      Instant lastActivityAt,
      @Nullable String title) {}

  static Problem notFound() {
    return Problem.notFound("message");
  }

  private static Problem reused() {
    return Problem.conflict(
        "client_message_id_reused",
        "Another message was sent with this client_message_id. Use a new one for each message.");
  }
}
