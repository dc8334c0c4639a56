package io.sardonyx.realtime;

import io.sardonyx.platform.events.Topic;

/** The way to the one socket that sent a command. */
public interface Pushes {
  /**
   * Sends an ephemeral event to this socket: the parts of an answer that it missed. In the order of
   * the calls; may be dropped when the socket is slow.
   *
   * @param data a JSON object, already encoded
   */
  void ephemeral(Topic topic, String type, String data);
}
