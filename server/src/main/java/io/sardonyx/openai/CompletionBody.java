package io.sardonyx.openai;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The OpenAPI schema of a request: the fields that are read; others are forwarded. */
record CompletionBody(
    String model, @Size(min = 1) List<CompletionMessage> messages, @Nullable Boolean stream) {
  record CompletionMessage(String role, @Nullable Object content) {}
}
