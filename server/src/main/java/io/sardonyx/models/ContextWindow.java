package io.sardonyx.models;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The context window of a model in tokens: as an administrator has set it, else by the model's
 * name, else a small one that most models exceed.
 */
public final class ContextWindow {
  private static final int UNKNOWN = 32_000;

  /** An Ollama server is limited by how it was started, whatever its model supports. */
  private static final int OLLAMA = 8_192;

  /** By prefixes of names; the first match counts. */
  private static final Map<String, Integer> KNOWN = known();

  private ContextWindow() {}

  public static int of(ModelProvider provider) {
    var configured = provider.contextWindow();
    if (configured != null) {
      return configured;
    }
    if (provider.kind() == ProviderKind.OLLAMA) {
      return OLLAMA;
    }
    var name = provider.model().toLowerCase(Locale.ROOT);
    var model = name.substring(name.lastIndexOf('/') + 1);
    return KNOWN.entrySet().stream()
        .filter(known -> model.startsWith(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static Map<String, Integer> known() {
    var known = new LinkedHashMap<String, Integer>();
    known.put("gpt-5", 400_000);
    known.put("gpt-4.1", 1_047_576);
    known.put("gpt-4o", 128_000);
    known.put("gpt-4-turbo", 128_000);
    known.put("gpt-4", 8_192);
    known.put("gpt-3.5", 16_385);
    known.put("o1", 200_000);
    known.put("o3", 200_000);
    known.put("o4", 200_000);
    known.put("claude", 200_000);
    known.put("gemini", 1_000_000);
    known.put("mistral-large", 128_000);
    known.put("deepseek", 128_000);
    return known;
  }
}
