package io.sardonyx.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** The protocol of a model provider. */
public enum ProviderKind {
  /** OpenAI's chat completions, which many others and most local servers implement too. */
  @JsonProperty("openai")
  OPENAI("https://api.openai.com/v1"),
  @JsonProperty("anthropic")
  ANTHROPIC("https://api.anthropic.com/v1"),
  @JsonProperty("ollama")
  OLLAMA("http://127.0.0.1:11434");

  private final String defaultAddress;

  ProviderKind(String defaultAddress) {
    this.defaultAddress = defaultAddress;
  }

  public String defaultAddress() {
    return defaultAddress;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static ProviderKind of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
