package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.assistants.ModelProxy;
import io.sardonyx.assistants.Tokens;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.sessions.Answers;
import io.sardonyx.sessions.TokenUsage;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Notes what a completion cost. */
@Singleton
public class CompletionUsage {
  private static final Logger LOG = Logger.getLogger(CompletionUsage.class);

  private final Answers answers;

  CompletionUsage(Answers answers) {
    this.answers = answers;
  }

  /**
   * @param told the provider's figures, where it gives them
   * @param text what was written, to be counted where it does not
   */
  void note(
      Caller caller,
      CompletionRequest request,
      ModelProxy.Answer answer,
      JsonNode told,
      String text) {
    boolean known = told.path("prompt_tokens").isInt() && told.path("completion_tokens").isInt();
    var cost =
        new TokenUsage(
            answer.providerId(),
            answer.model(),
            known ? told.path("prompt_tokens").asInt() : Tokens.of(request.text()),
            known ? told.path("completion_tokens").asInt() : Tokens.of(text),
            !known);
    try {
      answers.usedByApi(caller, cost);
    } catch (DatabaseUnavailable away) {
      LOG.warnf("What a completion cost could not be noted: %s", away.getMessage());
    }
  }
}
