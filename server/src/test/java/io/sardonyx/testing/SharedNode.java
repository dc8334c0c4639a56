package io.sardonyx.testing;

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
    var node = Node.start(HOME);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              node.close();
              HOME.close();
            }));
    return node;
  }
}
