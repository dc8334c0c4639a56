package io.sardonyx.platform.config;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings from the environment, strictly. */
public final class SettingsReader {
  private static final String PREFIX = "SARDONYX_";

  private SettingsReader() {}

  /**
   * @throws InvalidSetting for an unknown name or a value that cannot be, before anything is done
   */
  public static Settings read(Map<String, String> environment) {
    var given = new HashMap<String, String>();
    environment.forEach((name, value) -> {
      if (name.startsWith(PREFIX) && !value.isBlank()) {
        given.put(name, value);
      }
    });
    var known =
        Arrays.stream(Settings.class.getMethods())
            .collect(Collectors.toMap(SettingsReader::environmentName, method -> method));
    given.forEach((name, value) -> checkForm(name, value, known));
    var settings =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(given, 300))
            .withMapping(Settings.class)
            .build()
            .getConfigMapping(Settings.class);
    SettingsValidator.check(settings);
    return settings;
  }

  /** Every setting with its default and its meaning, for a terminal. */
  public static String describe() {
    return settings().stream()
        .map(setting ->
            setting.name
                + (setting.defaultValue == null ? "" : "  (" + setting.defaultValue + ")")
                + "\n"
                + wrap(setting.meaning))
        .collect(Collectors.joining("\n"));
  }

  static List<Setting> settings() {
    return Arrays.stream(Settings.class.getMethods())
        .map(method -> {
          var fallback = method.getAnnotation(WithDefault.class);
          var meaning = method.getAnnotation(Description.class);
          return new Setting(
              environmentName(method),
              fallback == null ? null : fallback.value(),
              meaning == null ? "" : meaning.value());
        })
        .sorted(Comparator.comparing(Setting::name))
        .toList();
  }

  private static void checkForm(String name, String value, Map<String, Method> known) {
    var method = known.get(name);
    if (method == null) {
      throw new InvalidSetting(
          "There is no setting %s; did you mean %s? ./sardonyx help settings lists them all."
              .formatted(name, nearest(name, known)));
    }
    if (isNumber(method) && !value.matches("-?[0-9]{1,9}")) {
      throw new InvalidSetting(
          value.startsWith("tcp://")
              ? name
                  + " was set by Kubernetes for a service of that name: set enableServiceLinks:"
                  + " false in the pod."
              : "%s is \"%s\", which is not a whole number.".formatted(name, value));
    }
    if (method.getReturnType() == boolean.class && !value.matches("true|false")) {
      throw new InvalidSetting("%s is \"%s\"; it can be true or false.".formatted(name, value));
    }
  }

  private static boolean isNumber(Method method) {
    return method.getReturnType() == int.class || method.getReturnType() == OptionalInt.class;
  }

  private static String environmentName(Method method) {
    return PREFIX + method.getName().replaceAll("(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  private static String nearest(String name, Map<String, Method> known) {
    return known.keySet().stream()
        .min(
            Comparator.comparingInt((String other) -> distance(name, other))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** Levenshtein's: how many characters to change, insert or leave out. */
  private static int distance(String a, String b) {
    var previous = new int[b.length() + 1];
    Arrays.setAll(previous, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      var current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[b.length()];
  }

  private static String wrap(String text) {
    var wrapped = new StringBuilder();
    var line = new StringBuilder("   ");
    for (var word : text.split(" ", -1)) {
      if (line.length() + word.length() > 79) {
        wrapped.append(line).append('\n');
        line = new StringBuilder("   ");
      }
      line.append(' ').append(word);
    }
    return wrapped.append(line).append('\n').toString();
  }

  /**
   * @param defaultValue absent where the setting may stay unset
   */
  record Setting(String name, @Nullable String defaultValue, String meaning) {}
}
