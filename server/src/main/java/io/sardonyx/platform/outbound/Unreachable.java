package io.sardonyx.platform.outbound;

import java.io.IOException;

/**
 * An address that no connection could be made to. One sentence for every reason (refused by {@link
 * AddressGuard}, an unknown name, a closed port, no route), because the difference would tell a
 * tenant what is in the network of this machine. Stackless.
 */
public final class Unreachable extends IOException {
  public static final String SENTENCE =
      "The address cannot be reached from this server. Check it; private and loopback addresses"
          + " must be allowed by whoever runs the server.";

  private final transient Throwable reason;

  /**
   * @param reason for the log of whoever runs the server
   */
  Unreachable(Throwable reason) {
    super(SENTENCE);
    this.reason = reason;
  }

  public Throwable reason() {
    return reason;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
