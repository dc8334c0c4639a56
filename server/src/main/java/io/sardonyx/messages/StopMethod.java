package io.sardonyx.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.answers.Answers;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.realtime.Pushes;
import io.sardonyx.realtime.RealtimeMethod;
import jakarta.inject.Singleton;
import java.util.Map;

/** The realtime method that stops an answer, on any node. */
@Singleton
public class StopMethod implements RealtimeMethod {
  private final ChatAnswers chatAnswers;
  private final Answers answers;

  StopMethod(ChatAnswers chatAnswers, Answers answers) {
    this.chatAnswers = chatAnswers;
    this.answers = answers;
  }

  @Override
  public String name() {
    return "answers.stop";
  }

  @Override
  public Object handle(Caller caller, JsonNode params, Pushes pushes)
      throws JsonProcessingException {
    var which = AnswerParams.of(params);
    if (which.afterPart() != null) {
      throw Problem.invalid("invalid_params", "after_part is not allowed here.");
    }
    var marked = chatAnswers.requestStop(caller, which.sessionId(), which.messageId());
    answers.stop(which.messageId());
    return Map.of("status", marked.status());
  }
}
