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
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /** After a head that is too long nobody knows where the next request begins. */
  private static final Set<Integer> LAST = Set.of(414, 431);

  private final Node node;
  private final Findings findings;
  private RawHttp http;
  private @Nullable Request before;

  Connection(Node node, Findings findings) throws IOException {
    this.node = node;
    this.findings = findings;
    this.http = RawHttp.connect(node);
  }

  Answer exchange(Request request) throws IOException {
    var answer = http.send(request.bytes()).answer(AT_ONCE);
    if (answer.status() == 0 && answer.closed() && before != null) {
      findings.add(
          before.operation.toString(),
          "the connection ended behind an answer that did not say so",
          before.toString());
      open();
      answer = http.send(request.bytes()).answer(AT_ONCE);
    }
    before = request;
    if (answer.status() == 0 || answer.isLast() || LAST.contains(answer.status())) {
      open();
    }
    return answer;
  }

  private void open() throws IOException {
    http.close();
    http = RawHttp.connect(node);
    before = null;
  }

  @Override
  public void close() throws IOException {
    http.close();
  }
}
