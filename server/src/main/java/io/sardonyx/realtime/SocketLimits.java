package io.sardonyx.realtime;

import io.sardonyx.platform.config.Settings;
import java.time.Duration;

/**
 * What one socket may cost.
 *
 * @param queueBytes what may wait for a slow receiver, beside what the network's buffers hold
 * @param commandsPerSecond in the long run; twice as many in a burst
 * @param socketsPerAddress 0 for no limit
 */
record SocketLimits(
    int frameBytes,
    int queueBytes,
    int commandsPerSecond,
    int subscriptions,
    int socketsPerUser,
    int socketsPerAddress,
    Duration heartbeat) {

  /** From the upgrade to the first command. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  /** How long an expired token is put up with: its renewal may be on its way. */
  static final Duration EXPIRY_GRACE = Duration.ofSeconds(15);

  /** From a close frame to the end of the connection, when the peer does not answer it. */
  static final Duration CLOSING = Duration.ofSeconds(10);

  /** CommandDispatcher that wait while another of the same socket is handled. */
  static final int WAITING_COMMANDS = 16;

  /** Missing events that are sent one by one; beyond, a snapshot is cheaper. */
  static final int BACKLOG = 1_000;

  static SocketLimits of(Settings settings) {
    return new SocketLimits(
        settings.realtimeFrameBytes(),
        settings.realtimeQueueBytes(),
        settings.realtimeCommandsPerSecond(),
        settings.realtimeSubscriptions(),
        settings.realtimeSocketsPerUser(),
        settings.realtimeSocketsPerAddress(),
        Duration.ofSeconds(settings.realtimeHeartbeatSeconds()));
  }
}
