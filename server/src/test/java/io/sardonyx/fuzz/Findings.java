package io.sardonyx.fuzz;

import io.sardonyx.testing.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** What was wrong: each kind of thing once, with the first example and how often it was met. */
final class Findings {
  private final Map<String, Finding> found = new LinkedHashMap<>();

  private static final class Finding {
    final String example;
    int times;

    Finding(String example) {
      this.example = example;
    }
  }

  /**
   * @param where the operation or method
   * @param what is wrong, the same words for the same fault
   * @param example what was sent and what came back
   */
  void add(String where, String what, String example) {
    found.computeIfAbsent(where + ": " + what, same -> new Finding(example)).times++;
  }

  /** What the node took for a fault of its own. */
  void addErrors(Node node) {
    node.output()
        .lines()
        .filter(line -> line.contains(" ERROR "))
        .forEach(line -> add("the log", line.substring(line.indexOf(" ERROR ") + 1), ""));
  }

  /** Fails with everything that was found. */
  void assertNone(Seed seed) {
    if (found.isEmpty()) {
      return;
    }
    var text = new StringBuilder(found.size() + " faults, found with " + seed + "\n");
    found.forEach((what, finding) ->
        text.append("\n* ")
            .append(what)
            .append(" (")
            .append(finding.times)
            .append(" times)\n")
            .append(finding.example)
            .append('\n'));
    throw new AssertionError(text.toString());
  }
}
