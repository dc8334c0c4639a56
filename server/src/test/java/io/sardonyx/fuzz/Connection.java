package io.sardonyx.fuzz;

import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import io.sardonyx.testing.RawHttp.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One connection to a node for as long as it may be used, then the next one. */
final class Connection implements AutoCloseable {
  /** Beyond every limit of ours: what has not come by then does not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** After a head that is too long nobody knows where the next request begins. */
  private static final Set<Integer> LAST = Set.of(414, 431);

  private final Node node;
  private final Findings findings;
  private final Load load;
  private RawHttp http;
  private @Nullable Request before;

  Connection(Node node, Findings findings, Load load) throws IOException {
    this.node = node;
    this.findings = findings;
    this.load = load;
    this.http = RawHttp.connect(node);
  }

  /** The answer, and the time that it would have taken on a machine of our own. */
  Answer exchange(Request request) throws IOException {
    var answer = answer(request);
    if (answer.status() == 0 && answer.closed() && before != null) {
      findings.add(
          before.operation.toString(),
          "the connection ended behind an answer that did not say so",
          before.toString());
      open();
      answer = answer(request);
    }
    before = request;
    if (answer.status() == 0 || answer.isLast() || LAST.contains(answer.status())) {
      open();
    }
    return answer;
  }

  private Answer answer(Request request) throws IOException {
    var since = load.now();
    var answer = http.send(request.bytes()).answer(PATIENCE);
    // What has not come when patience ends is late on any machine.
    return answer.took().compareTo(PATIENCE) >= 0
        ? answer
        : answer.after(load.ofOurOwn(answer.took(), since));
  }

  /** In place of one that may have been idle for longer than a node waits. */
  void open() throws IOException {
    http.close();
    http = RawHttp.connect(node);
    before = null;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
