package io.sardonyx.isolation;

import java.util.ArrayList;
import java.util.List;

/** An expression as PostgreSQL prints it, taken apart where it says AND. */
final class Conditions {
  private static final String AND = " AND ";

  private Conditions() {}

  /**
   * What all has to hold, in order; the expression itself when there is no AND around all of it.
   */
  static List<String> of(String expression) {
    var all = new ArrayList<String>();
    var inner = withoutParentheses(expression.replaceAll("\\s+", " "));
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < inner.length(); i++) {
      switch (inner.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {
          if (depth == 0 && inner.startsWith(AND, i)) {
            all.add(inner.substring(begin, i));
            begin = i + AND.length();
          }
        }
      }
    }
    all.add(inner.substring(begin));
    return all;
  }

  private static String withoutParentheses(String expression) {
    if (!expression.startsWith("(")) {
      return expression;
    }
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      depth += expression.charAt(i) == '(' ? 1 : expression.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i == expression.length() - 1 ? expression.substring(1, i) : expression;
      }
    }
    return expression;
  }
}
