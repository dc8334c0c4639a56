package io.sardonyx.realtime;

import java.util.Locale;

/**
 * Why a socket was closed. A client comes back by itself after codes below {@value
 * #FIRST_FINAL_NUMBER} (after {@link #TOKEN_EXPIRED} with a new token), and not after the others:
 * it would meet the same end again.
 */
enum CloseCode {
  DRAIN(4000),
  SLOW_CONSUMER(4001),
  HEARTBEAT_MISSED(4002),
  SERVER_ERROR(4003),
  TOO_MANY_SOCKETS(4004),
  CONNECT_TIMEOUT(4005),
  TOKEN_EXPIRED(4400),
  RIGHTS_CHANGED(4401),
  UNAUTHENTICATED(4500),
  MALFORMED_FRAME(4501),
  FRAME_TOO_LARGE(4502),
  TOO_MANY_COMMANDS(4503),
  ORIGIN_REFUSED(4504),
  LOGIN_REVOKED(4505);

  static final int FIRST_FINAL_NUMBER = 4500;

  private final int number;

  CloseCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  boolean comesBack() {
    return number < FIRST_FINAL_NUMBER;
  }

  /** As in the close frame's reason: {@code slow_consumer}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
