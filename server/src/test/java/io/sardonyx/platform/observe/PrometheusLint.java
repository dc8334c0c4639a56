package io.sardonyx.platform.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules of {@code promtool check metrics}, over the text that Prometheus reads. */
final class PrometheusLint {
  private static final Pattern HEAD = Pattern.compile("# (HELP|TYPE) (\\S+) ?(.*)");
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"");
  private static final Pattern PART = Pattern.compile("(.+)_(bucket|count|sum)");
  private static final Pattern OTHER_UNIT =
      Pattern.compile(
          ".*_(milli|micro|nano|kilo|mega|giga|kibi|mebi|gibi)?(minutes|hours|days|weeks|bits|percent|"
              + "(?<=milli|micro|nano)seconds|(?<=kilo|mega|giga|kibi|mebi|gibi)bytes)(_.*)?");
  private static final Pattern ABBREVIATED =
      Pattern.compile(".*_(s|ms|us|ns|sec|b|kb|mb|gb|tb|pb|m|h|d)(_.*)?");
  private static final Pattern TYPE_IN_NAME =
      Pattern.compile(".*_(counter|gauge|histogram|summary)(_.*)?");

  private final Map<String, String> helps = new HashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private final Set<String> series = new HashSet<>();
  private final Set<String> families = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  private PrometheusLint() {}

  /** What is wrong, a sentence each. */
  static List<String> check(String exposition) {
    var lint = new PrometheusLint();
    exposition.lines().filter(line -> !line.isBlank()).forEach(lint::line);
    lint.families.forEach(lint::name);
    return lint.faults;
  }

  private void line(String line) {
    var head = HEAD.matcher(line);
    if (head.matches()) {
      var heads = head.group(1).equals("HELP") ? helps : types;
      if (heads.put(head.group(2), head.group(3).strip()) != null) {
        faults.add(head.group(2) + ": " + head.group(1) + " is there twice");
      }
      return;
    }
    var sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      faults.add("Not a sample: " + line);
      return;
    }
    sample(sample);
  }

  private void sample(Matcher sample) {
    var name = sample.group(1);
    var labels = sample.group(2) == null ? "" : sample.group(2);
    var family = family(name);
    families.add(family);
    if (!series.add(name + "{" + labels + "}")) {
      faults.add(name + "{" + labels + "}: the series is there twice");
    }
    var type = types.get(family);
    LABEL
        .matcher(labels)
        .results()
        .map(label -> label.group(1))
        .forEach(label -> {
          if (label.equals("le") && !"histogram".equals(type)
              || label.equals("quantile") && !"summary".equals(type)) {
            faults.add(name + ": the label " + label + " is another type's");
          }
          if (label.matches(".*[a-z][A-Z].*")) {
            faults.add(name + ": the label " + label + " is in camel case");
          }
        });
  }

  /** Histograms and summaries have several names. */
  private String family(String name) {
    var part = PART.matcher(name);
    if (part.matches()) {
      @Nullable String type = types.get(part.group(1));
      if ("histogram".equals(type) || "summary".equals(type) && !part.group(2).equals("bucket")) {
        return part.group(1);
      }
    }
    return name;
  }

  private void name(String name) {
    var type = types.get(name);
    fault(name, helps.getOrDefault(name, "").isEmpty(), "has no help text");
    fault(name, type == null, "has no type");
    fault(name, "counter".equals(type) != name.endsWith("_total"), "_total is for counters");
    fault(name, PART.matcher(name).matches(), "ends like a part of a histogram");
    fault(name, OTHER_UNIT.matcher(name).matches(), "is not in base units");
    fault(name, ABBREVIATED.matcher(name).matches(), "abbreviates a unit");
    fault(name, TYPE_IN_NAME.matcher(name).matches(), "has a type in its name");
    fault(name, name.contains(":"), "has a colon");
    fault(name, name.matches(".*[a-z][A-Z].*"), "is in camel case");
  }

  private void fault(String name, boolean isWrong, String sentence) {
    if (isWrong) {
      faults.add(name + ": " + sentence);
    }
  }
}
