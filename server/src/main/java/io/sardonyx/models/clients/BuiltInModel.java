package io.sardonyx.models.clients;

import io.sardonyx.models.Model;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import java.time.Duration;

/** Answers where no model is connected: how to connect one. */
public final class BuiltInModel implements Model {
  public static final String NAME = "built-in";

  /** About the speed of a model. */
  private static final Duration PAUSE = Duration.ofMillis(12);

  private static final String FOR_ADMINISTRATORS =
      """
      No model is connected yet, so nobody can answer you here.

      To connect one, open **Settings → Models** and add a provider: OpenAI or anything compatible with \
      its protocol, Anthropic, or an Ollama server of your own. Then send your message again.
      """;
  private static final String FOR_OTHERS =
      """
      No model is connected yet, so nobody can answer you here.

      Please ask an administrator of your organization to connect one under **Settings → Models**.
      """;

  private final String text;

  public BuiltInModel(boolean forAdministrators) {
    this.text = (forAdministrators ? FOR_ADMINISTRATORS : FOR_OTHERS).strip();
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Word by word, as a model: its readers need no special case. */
  @Override
  public ModelResponse stream(Prompt prompt, ModelOutput output) {
    for (var word : text.splitWithDelimiters("(?<=\\s)", 0)) {
      if (output.isClosed()) {
        return new ModelResponse(ModelResponse.End.CANCELLED);
      }
      output.addText(word);
      if (!pause()) {
        return new ModelResponse(ModelResponse.End.CANCELLED);
      }
    }
    return new ModelResponse(ModelResponse.End.FINISHED);
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
