package io.sardonyx.fuzz;

import io.sardonyx.testing.RawHttp.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was sent and what came of it: a fuzz that is refused at the door finds nothing. */
final class Tally {
  private final Map<String, Integer> seen = new TreeMap<>();
  private final Map<String, Map<Integer, Integer>> refused = new TreeMap<>();
  private final Set<String> neverDone = new TreeSet<>();
  private int sent;
  private int done;
  private Duration slowest = Duration.ZERO;
  private String slowestOperation = "";

  Tally(List<Operation> operations) {
    operations.forEach(operation -> neverDone.add(operation.toString()));
  }

  void count(Request request, boolean spoiled, Answer answer) {
    int status = answer.status();
    var operation = request.operation.toString();
    sent++;
    seen.merge((spoiled ? "spoiled " : "valid ") + status, 1, Integer::sum);
    if (status >= 200 && status < 400) {
      done += status < 300 ? 1 : 0;
      neverDone.remove(operation);
    } else if (!spoiled) {
      refused.computeIfAbsent(operation, first -> new TreeMap<>()).merge(status, 1, Integer::sum);
    }
    if (answer.took().compareTo(slowest) > 0) {
      slowest = answer.took();
      slowestOperation = operation;
    }
  }

  boolean isNeverDone(Operation operation) {
    return neverDone.contains(operation.toString());
  }

  Set<String> neverDone() {
    return neverDone;
  }

  int sent() {
    return sent;
  }

  int done() {
    return done;
  }

  @Override
  public String toString() {
    return sent
        + " requests: "
        + seen
        + "\nthe slowest took "
        + slowest.toMillis()
        + " ms: "
        + slowestOperation
        + "\nvalid ones that were refused: "
        + refused
        + "\nnever done: "
        + neverDone;
  }
}
