package io.sardonyx.feedback;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.messages.Messages;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ChatSessions;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Feedback on answers, from whoever may read them, to those who run the organization. */
@Singleton
public class AnswerFeedback {
  private static final int OF_A_SESSION = 1_000;

  private final Database database;
  private final ChatSessions sessions;
  private final Messages messages;

  AnswerFeedback(Database database, ChatSessions sessions, Messages messages) {
    this.database = database;
    this.sessions = sessions;
    this.messages = messages;
  }

  /** In place of what they said before. */
  Feedback put(Caller caller, UUID sessionId, UUID messageId, PutFeedback given) {
    caller.require(ChatPermissions.READ);
    return FeedbackStore.put(database.writing(caller), sessionId, messageId, given)
        .orElseThrow(() -> refused(caller, sessionId, messageId));
  }

  void delete(Caller caller, UUID sessionId, UUID messageId) {
    caller.require(ChatPermissions.READ);
    if (!FeedbackStore.delete(database.writing(caller), sessionId, messageId)) {
      throw Problem.notFound("feedback");
    }
  }

  /** The caller's own. */
  Page<Feedback> ofSession(Caller caller, UUID sessionId) {
    sessions.get(caller, sessionId);
    return new Page<>(
        FeedbackStore.ofSession(database.reading(caller), sessionId, OF_A_SESSION), null);
  }

  /** Everybody's in the organization. */
  Page<Feedback> list(Caller caller, @Nullable String rating, @Nullable String cursor, int limit) {
    caller.require(FeedbackPermissions.READ);
    var found = FeedbackStore.list(database.reading(caller), rating, Page.after(cursor), limit + 1);
    return Page.of(found, limit, Feedback::id);
  }

  private Problem refused(Caller caller, UUID sessionId, UUID messageId) {
    return messages.get(caller, sessionId, messageId).streaming()
        ? Problem.conflict("answer_not_ended", "Wait until the answer is written.")
        : Problem.invalid("not_an_answer", "Only an answer can be rated.");
  }
}
