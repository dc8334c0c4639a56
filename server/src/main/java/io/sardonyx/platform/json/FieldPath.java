package io.sardonyx.platform.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path of a field in a document, such as {@code settings.theme}, {@code topics[2]}. */
final class FieldPath {
  private static final int MAX_LENGTH = 200;

  private FieldPath() {}

  static String name(List<Reference> path) {
    var name = new StringBuilder();
    for (var step : path) {
      append(name, step.getFieldName(), step.getIndex());
    }
    return printable(name);
  }

  static String name(JsonPointer path) {
    var name = new StringBuilder();
    for (var step = path; step != null && !step.matches(); step = step.tail()) {
      boolean index = step.getMatchingIndex() >= 0;
      append(name, index ? null : step.getMatchingProperty(), step.getMatchingIndex());
    }
    return printable(name);
  }

  private static void append(StringBuilder name, @Nullable String field, int index) {
    if (field == null) {
      name.append('[').append(index).append(']');
    } else {
      name.append(name.isEmpty() ? "" : ".").append(field);
    }
  }

  /** The sender chooses the names, so they are shortened and stripped of control characters. */
  private static String printable(StringBuilder name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isISOControl(c) || Character.isSurrogate(c)) {
        name.setCharAt(i, '\uFFFD');
      }
    }
    return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) + "…" : name.toString();
  }
}
