package io.sardonyx.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.answers.pipeline.AnswerPart;
import io.sardonyx.answers.pipeline.AnswerReaders;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.realtime.Pushes;
import io.sardonyx.realtime.RealtimeMethod;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Sends a socket the parts of an answer that it missed. Later parts come as events of the session,
 * which the socket is subscribed to; a part that comes both ways has the same number.
 */
@Singleton
public class ResumeMethod implements RealtimeMethod {
  private final Messages messages;
  private final AnswerReaders readers;

  ResumeMethod(Messages messages, AnswerReaders readers) {
    this.messages = messages;
    this.readers = readers;
  }

  @Override
  public String name() {
    return "answers.resume";
  }

  @Override
  public Object handle(Caller caller, JsonNode params, Pushes pushes)
      throws JsonProcessingException {
    var which = AnswerParams.of(params);
    var after = which.afterPart() == null ? 0 : which.afterPart();
    if (after < 0) {
      throw Problem.invalid("invalid_params", "after_part must not be negative.");
    }
    var message = messages.get(caller, which.sessionId(), which.messageId());
    if (!message.kind().equals("assistant")) {
      throw Problem.invalid("not_an_answer", "Only an answer has parts.");
    }
    if (!message.streaming()) {
      return Map.of("status", message.status());
    }
    int last = after;
    var source = new ChatAnswerSource(messages, which.sessionId(), which.messageId());
    for (var part : readers.backlog(caller, source, after)) {
      pushes.ephemeral(source.topic(), AnswerPart.EVENT, part.json());
      last = part.part();
    }
    return Map.of("status", message.status(), "part", last);
  }
}
