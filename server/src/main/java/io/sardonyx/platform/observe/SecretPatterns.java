package io.sardonyx.platform.observe;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The shapes that secrets have. Nothing of ours writes a secret into a log; what a library says
 * about a request or an address that it was given is not ours, and this is the net below it.
 */
final class SecretPatterns {
  private static final String REDACTED = "[redacted]";

  private record Shape(Pattern pattern, String replacement) {}

  private static final List<Shape> SHAPES =
      List.of(
          // a signed token: three parts in base64, of which the first begins with {"
          shape("eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*", REDACTED),
          shape("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{8,}", "$1 " + REDACTED),
          // a password within an address
          shape("(\\w://[^\\s:/@]*):[^\\s/@]+@", "$1:" + REDACTED + "@"),
          // keys of model providers, of cloud stores and of ours
          shape("\\b(sk|pk|sdx|xox[a-z]|gh[a-z])[-_][\\w-]{12,}", REDACTED),
          shape("\\bAKIA[0-9A-Z]{12,}", REDACTED),
          // a name that promises a secret, and its value
          shape(
              "(?i)((?:pass(?:word|wd|phrase)|secret|token|api[-_]?key|authorization|cookie|csrf|"
                  + "root[-_]?key)\\w*[\"']?\\s*[:=]\\s*[\"']?)(?!\\[redacted])[^\\s\"',;&}\\])]{4,}",
              "$1" + REDACTED));

  private SecretPatterns() {}

  /** The same instance when there was nothing to hide. */
  static String hidden(String text) {
    var result = text;
    for (var shape : SHAPES) {
      var matcher = shape.pattern.matcher(result);
      if (matcher.find()) {
        result = matcher.replaceAll(shape.replacement);
      }
    }
    return result;
  }

  private static Shape shape(String pattern, String replacement) {
    return new Shape(Pattern.compile(pattern), replacement);
  }
}
