package io.sardonyx.testing;

import java.util.Map;

/**
 * The one node that tests share which neither stop nor break it. Started at first use, stopped with
 * the test run.
 */
public final class SharedNode {
  private static final Home HOME = Home.prepared();
  private static final Node NODE = start();

  private SharedNode() {}

  public static Node get() {
    return NODE;
  }

  public static Home home() {
    return HOME;
  }

  private static Node start() {
    // Models of tests listen on loopback, for organizations beside the first one too.
    var node = Node.start(HOME, Map.of("SARDONYX_OUTBOUND_ALLOWED_ADDRESSES", "127.0.0.0/8"));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              node.close();
              HOME.close();
            }));
    return node;
  }
}
