package io.sardonyx.models;

import java.time.Duration;

/** Answers where no model is connected: says so, and how to connect one. Never pretends. */
final class BuiltInModel implements Model {
  static final String NAME = "built-in";

  /** About as fast as models are. */
  private static final Duration PAUSE = Duration.ofMillis(12);

  private static final String FOR_ADMINISTRATORS =
      """
      No model is connected yet, so nobody can answer you here.

      To connect one, open **Settings → Models** and add a provider: OpenAI or anything that speaks \
      its protocol, Anthropic, or an Ollama server of your own. Then send your message again.
      """;
  private static final String FOR_OTHERS =
      """
      No model is connected yet, so nobody can answer you here.

      Please ask an administrator of your organization to connect one under **Settings → Models**.
      """;

  private final String text;

  BuiltInModel(boolean forAdministrators) {
    this.text = (forAdministrators ? FOR_ADMINISTRATORS : FOR_OTHERS).strip();
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Word by word, as a model would: what reads answers meets nothing special. */
  @Override
  public ModelResponse speak(Prompt prompt, ModelOutput listener) {
    for (var word : text.splitWithDelimiters("(?<=\\s)", 0)) {
      if (listener.isClosed()) {
        return new ModelResponse(null, null, ModelResponse.End.CLOSED);
      }
      listener.hear(word);
      if (!pause()) {
        return new ModelResponse(null, null, ModelResponse.End.CLOSED);
      }
    }
    return new ModelResponse(null, null, ModelResponse.End.FINISHED);
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
