package io.sardonyx.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was found in one chat session.
 *
 * @param titleHighlights where the title has it; empty if it has not
 * @param messages newest first; empty where only the title has it
 */
public record SearchHits(
    UUID sessionId,
    @Nullable String title,
    boolean archived,
    List<Highlight> titleHighlights,
    List<Message> messages) {
  public SearchHits {
    titleHighlights = List.copyOf(titleHighlights);
    messages = List.copyOf(messages);
  }

  /**
   * A message that has it.
   *
   * @param excerpt a stretch of it
   * @param highlights where the excerpt has it
   */
  @Schema(name = "SearchHit")
  public record Message(
      UUID id, String kind, Instant createdAt, String excerpt, List<Highlight> highlights) {
    public Message {
      highlights = List.copyOf(highlights);
    }
  }
}
