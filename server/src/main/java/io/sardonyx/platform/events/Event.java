package io.sardonyx.platform.events;

import java.time.Instant;

/**
 * Something that happened on a topic.
 *
 * @param seq its number on the topic, from 1, without holes; 0 when it is ephemeral and in no log
 * @param data a JSON object, already encoded
 */
public record Event(Topic topic, long seq, String type, Instant at, String data) {
  public boolean isEphemeral() {
    return seq == 0;
  }
}
