package io.sardonyx.openai;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The OpenAPI schema of a request: the fields that are read; others are forwarded. */
record CompletionBody(
    String model, @Size(min = 1) List<CompletionMessage> messages, @Nullable Boolean stream) {
  /**
   * A message.
   *
   * @param content a text, or a list of parts such as texts and pictures
   */
  record CompletionMessage(
      String role, @Schema(anyOf = {String.class, Object[].class}) @Nullable Object content) {}
}
