package io.sardonyx.assistants;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a model provider; what is not given stays. With another address or kind the key
 * is given again, so that it does not go where it was not meant to.
 *
 * @param key null removes it
 * @param isDefault only true changes anything: make another one the default instead of this
 */
public record PutModelProvider(
    @Size(min = 1, max = 200) @Pattern(regexp = NOT_BLANK, message = BLANK) @Nullable String name,
    @Nullable ProviderKind kind,
    @Size(min = 1, max = 2000) @Nullable String baseUrl,
    @Size(min = 1, max = 200) @Pattern(regexp = NOT_BLANK, message = BLANK) @Nullable String model,
    @Schema(implementation = String.class, nullable = true)
        @Nullable
            Optional<
                @Size(min = 1, max = 1000)
                @Pattern(
                    regexp = PostModelProvider.PRINTABLE,
                    message = PostModelProvider.NOT_PRINTABLE)
                String>
            key,
    @Nullable Boolean isDefault) {

  private static final String NOT_BLANK = "(?s).*\\S.*";
  private static final String BLANK = "must not be blank";

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PutModelProvider[" + name + "]";
  }
}
