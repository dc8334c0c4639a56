package io.sardonyx.answers.pipeline;

import io.sardonyx.models.ModelFailure;
import io.sardonyx.models.ModelReply;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.usage.TokenUsage;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks a model, once or several times, for one purpose of an answer, and records the tokens that it
 * uses.
 */
final class MeteredModel implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(MeteredModel.class);

  private final TokenUsageRecorder recorder;
  private final Caller caller;
  private final UUID answerId;
  private final UsagePurpose purpose;
  private @Nullable TokenUsage used;

  MeteredModel(TokenUsageRecorder recorder, Caller caller, UUID answerId, UsagePurpose purpose) {
    this.recorder = recorder;
    this.caller = caller;
    this.answerId = answerId;
    this.purpose = purpose;
  }

  /**
   * @throws ModelFailure after which the prompt counts as read, unless the provider refused it
   */
  ModelReply ask(ProviderModel model, Prompt prompt, Duration limit) {
    var expected = total(model.expectedUsage(prompt));
    recorder.expect(caller, answerId, purpose, expected);
    try {
      var reply = model.ask(prompt, limit);
      used = total(reply.usage());
      return reply;
    } catch (ModelFailure failure) {
      used = failure.wasRefused() ? used : expected;
      throw failure;
    }
  }

  private TokenUsage total(TokenUsage next) {
    return used == null ? next : used.plus(next);
  }

  /** Settles what was used, or withdraws what was expected. */
  @Override
  public void close() {
    try {
      if (used == null) {
        recorder.withdraw(caller, answerId, purpose);
      } else {
        recorder.settle(caller, answerId, purpose, used);
      }
    } catch (DatabaseUnavailable away) {
      LOG.infof("Token usage stays as it was expected: %s", away.getMessage());
    }
  }
}
