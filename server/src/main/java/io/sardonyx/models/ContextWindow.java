package io.sardonyx.models;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many tokens a model reads and writes at once: as an administrator says, else by its name,
 * else so few that most models have more.
 */
final class ContextWindow {
  private static final int UNKNOWN = 32_000;

  /** An Ollama server reads no more than it was started for, whatever its model could. */
  private static final int OLLAMA = 8_192;

  /** By how names begin; the first that fits. */
  private static final Map<String, Integer> KNOWN = known();

  private ContextWindow() {}

  static int of(ModelProvider provider) {
    var given = provider.contextWindow();
    if (given != null) {
      return given;
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
