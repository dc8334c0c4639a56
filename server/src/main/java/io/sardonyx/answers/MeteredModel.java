package io.sardonyx.answers;

import io.sardonyx.messages.Answers;
import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelReply;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.usage.TokenUsage;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model, once or several times, for one purpose of an answer. What it is about to read is
 * noted before, so that neither a failure nor the end of this node leaves it uncounted.
 */
final class MeteredModel implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MeteredModel.class);

  private final Answers answers;
  private final Caller caller;
  private final UUID answerId;
  private final String purpose;
  private @Nullable TokenUsage used;

  /**
   * @param purpose title or summary
   */
  MeteredModel(Answers answers, Caller caller, UUID answerId, String purpose) {
    this.answers = answers;
    this.caller = caller;
    this.answerId = answerId;
    this.purpose = purpose;
  }

  /**
   * @throws ModelFailure after which what it read counts, unless the provider refused to read it
   */
  ModelReply ask(ProviderModel model, Prompt prompt, Duration limit) {
    var expected = with(model.expected(prompt));
    answers.asking(caller, answerId, purpose, expected);
    try {
      var reply = model.ask(prompt, limit);
      used = with(reply.usage());
      return reply;
    } catch (ModelFailure failure) {
      used = failure.wasRefused() ? used : expected;
      throw failure;
    }
  }

  private TokenUsage with(TokenUsage more) {
    return used == null ? more : used.plus(more);
  }

  /** Nothing follows. */
  @Override
  public void close() {
    try {
      if (used == null) {
        answers.unused(caller, answerId, purpose);
      } else {
        answers.used(caller, answerId, purpose, used);
      }
    } catch (DatabaseUnavailable away) {
      LOG.infof("What was noted before a model was asked stands: %s", away.getMessage());
    }
  }
}
