package io.sardonyx.platform.boot;

/** Waits between two looks at something that another process does. */
final class PollInterval {
  private PollInterval() {}

  static void milliseconds(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("The start was interrupted.", e);
    }
  }
}
