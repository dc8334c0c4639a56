package io.sardonyx.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Which protocol a model provider speaks. */
public enum ProviderKind {
  /** OpenAI's chat completions, which many others and most local servers speak too. */
  @JsonProperty("openai")
  OPENAI("https://api.openai.com/v1"),
  @JsonProperty("anthropic")
  ANTHROPIC("https://api.anthropic.com/v1"),
  @JsonProperty("ollama")
  OLLAMA("http://127.0.0.1:11434");

  private final String usualAddress;

  ProviderKind(String usualAddress) {
    this.usualAddress = usualAddress;
  }

  String usualAddress() {
    return usualAddress;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ProviderKind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
