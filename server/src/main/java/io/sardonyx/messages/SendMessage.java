package io.sardonyx.messages;

import io.sardonyx.sessions.FieldLimits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to send.
 *
 * @param clientMessageId made by the client; a repeat with the same id returns the original
 * @param parentId what it follows: by default the last message shown. With the parent of an earlier
 *     message it is that message's edited version, and the conversation forks
 * @param answer whether the assistant answers; by default it does
 * @param timeZone where the sender is, as in the IANA time zone database: the assistant is told
 *     their date. UTC by default
 */
public record SendMessage(
    @NotNull UUID clientMessageId,
    @NotBlank @Size(max = FieldLimits.CONTENT) String content,
    @Nullable UUID parentId,
    @Nullable Boolean answer,
    @Nullable String timeZone) {

  public boolean wantsAnswer() {
    return answer == null || answer;
  }
}
