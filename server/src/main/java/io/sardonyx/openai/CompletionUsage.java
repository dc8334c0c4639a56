package io.sardonyx.openai;

import io.sardonyx.models.clients.OpenAiUsage;
import io.sardonyx.models.providers.ModelProxy;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.usage.TokenUsage;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;

/**
 * Records the token usage of completions: before the provider is asked, an estimate of the prompt;
 * in the end the provider's own figures. A completion that breaks off, or whose node dies, is
 * recorded as far as it is known.
 */
@Singleton
public class CompletionUsage {
  private static final Logger LOG = Logger.getLogger(CompletionUsage.class);

  /** A rough estimate: a provider's own figures nearly always follow. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  private static final int MAX_ATTEMPTS = 120;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TokenUsageRecorder recorder;

  CompletionUsage(TokenUsageRecorder recorder) {
    this.recorder = recorder;
  }

  static int estimate(long characters) {
    return (int) Math.min(Integer.MAX_VALUE, (characters + 3) / CHARACTERS_PER_TOKEN);
  }

  /**
   * To be settled or withdrawn.
   *
   * @throws DatabaseUnavailable in which case the provider must not be asked
   */
  Metering open(Caller caller, CompletionRequest request, ModelProxy.Target target) {
    var expected =
        new TokenUsage(
            target.providerId(), target.model(), estimate(request.characters()), 0, true);
    var id = Ids.next();
    recorder.expect(caller, id, UsagePurpose.API, expected);
    return new Metering(caller, id, expected);
  }

  /** The metering of one completion. */
  final class Metering {
    private final Caller caller;
    private final UUID id;
    private final TokenUsage expected;

    private Metering(Caller caller, UUID id, TokenUsage expected) {
      this.caller = caller;
      this.id = id;
      this.expected = expected;
    }

    /** The provider refused the request, which costs nothing. */
    void withdraw() {
      record(() -> recorder.withdraw(caller, id, UsagePurpose.API));
    }

    /**
     * @param given the provider's figures
     * @param estimated tokens of the completion, where the provider gives none
     */
    void settle(OpenAiUsage given, IntSupplier estimated) {
      var prompt = given.promptTokens();
      var completion = given.completionTokens();
      var cost =
          prompt == null || completion == null
              ? usage(expected.promptTokens(), estimated.getAsInt(), true)
              : usage(prompt, completion, false);
      record(() -> recorder.settle(caller, id, UsagePurpose.API, cost));
    }

    private TokenUsage usage(int prompt, int completion, boolean isEstimated) {
      return new TokenUsage(
          expected.modelProviderId(), expected.model(), prompt, completion, isEstimated);
    }
  }

  /** The response does not wait for a database that is not available. */
  private static void record(Runnable recording) {
    try {
      recording.run();
    } catch (DatabaseUnavailable away) {
      Thread.ofVirtual().name("completion-usage-", 0).start(() -> retry(recording));
    }
  }

  private static void retry(Runnable recording) {
    try {
      for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
        Thread.sleep(PAUSE);
        try {
          recording.run();
          return;
        } catch (DatabaseUnavailable away) {
          LOG.debugf("Token usage could not be recorded yet: %s", away.getMessage());
        }
      }
      LOG.warn("Token usage of a completion stays as it was expected.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
