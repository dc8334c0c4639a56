package io.sardonyx.projects;

import java.time.Instant;
import java.util.UUID;

/**
 * A folder of chat sessions.
 *
 * @param instructions what every answer in it is told
 */
public record Project(
    UUID id,
    String name,
    String description,
    String instructions,
    Instant createdAt,
    Instant updatedAt) {
  static final int NAME = 200;
  static final int DESCRIPTION = 2_000;
  static final int INSTRUCTIONS = 100_000;
}
