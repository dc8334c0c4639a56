package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.models.ModelProxy;
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
 * Records the token usage of completions: before the provider is asked, an estimate of what it
 * reads; in the end its own figures. A completion that breaks off, or whose node dies, is recorded
 * as far as it is known.
 */
@Singleton
public class CompletionUsage {
  private static final Logger LOG = Logger.getLogger(CompletionUsage.class);

  /** Without counting them: a provider's own figures nearly always follow. */
  private static final int CHARACTERS_PER_TOKEN = 4;

  private static final int ATTEMPTS = 120;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final TokenUsageRecorder recorder;

  CompletionUsage(TokenUsageRecorder recorder) {
    this.recorder = recorder;
  }

  static int about(long characters) {
    return (int) Math.min(Integer.MAX_VALUE, (characters + 3) / CHARACTERS_PER_TOKEN);
  }

  /**
   * To be settled or withdrawn.
   *
   * @throws DatabaseUnavailable for nobody is asked on an account that cannot be kept
   */
  Tab open(Caller caller, CompletionRequest request, ModelProxy.Target target) {
    var expected =
        new TokenUsage(
            target.providerId(), target.model(), about(request.text().length()), 0, true);
    var id = Ids.next();
    recorder.expect(caller, id, UsagePurpose.API, expected);
    return new Tab(caller, id, expected);
  }

  /** Of one completion. */
  final class Tab {
    private final Caller caller;
    private final UUID id;
    private final TokenUsage expected;

    private Tab(Caller caller, UUID id, TokenUsage expected) {
      this.caller = caller;
      this.id = id;
      this.expected = expected;
    }

    /** The provider did not take it: that costs nothing. */
    void withdraw() {
      keep(() -> recorder.withdraw(caller, id, UsagePurpose.API));
    }

    /**
     * @param told the provider's figures, where it gives them
     * @param written tokens that were written, about, where it does not
     */
    void settle(JsonNode told, IntSupplier written) {
      boolean known =
          isCount(told.path("prompt_tokens")) && isCount(told.path("completion_tokens"));
      var cost =
          new TokenUsage(
              expected.modelProviderId(),
              expected.model(),
              known ? told.path("prompt_tokens").asInt() : expected.promptTokens(),
              known ? told.path("completion_tokens").asInt() : written.getAsInt(),
              !known);
      keep(() -> recorder.settle(caller, id, UsagePurpose.API, cost));
    }
  }

  private static boolean isCount(JsonNode figure) {
    return figure.isInt() && figure.asInt() >= 0;
  }

  /** The answer does not wait for a database that is away; what it cost does. */
  private static void keep(Runnable noting) {
    try {
      noting.run();
    } catch (DatabaseUnavailable away) {
      Thread.ofVirtual().name("completion-usage-", 0).start(() -> keepTrying(noting));
    }
  }

  private static void keepTrying(Runnable noting) {
    try {
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        Thread.sleep(PAUSE);
        try {
          noting.run();
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
