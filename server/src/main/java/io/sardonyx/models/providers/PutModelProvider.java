package io.sardonyx.models.providers;

import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.caller.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a model provider; absent fields stay. With another address or kind the key is required
 * again, so that it is not sent to an address that it is not meant for.
 *
 * @param key null removes it
 * @param roles null for all
 * @param contextWindow null to derive it from the model's name
 * @param isDefault only true has an effect: make another one the default instead
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
    @Nullable Boolean isDefault,
    @Schema(implementation = String[].class, nullable = true)
        @Nullable
            Optional<@Size(min = 1, max = 9) List<@NotNull @Pattern(regexp = Role.NAMES) String>>
            roles,
    @Schema(implementation = Integer.class, nullable = true)
        @Nullable Optional<@Min(256) @Max(100_000_000) Integer> contextWindow) {

  private static final String NOT_BLANK = "(?s).*\\S.*";
  private static final String BLANK = "must not be blank";

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PutModelProvider[" + name + "]";
  }
}
