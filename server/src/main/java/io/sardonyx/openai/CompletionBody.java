package io.sardonyx.openai;

import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In the API's document: what is read of a request; what else is in it goes on as it is. */
record CompletionBody(String model, @Size(min = 1) List<Turn> messages, @Nullable Boolean stream) {
  record Turn(String role, @Nullable Object content) {}
}
