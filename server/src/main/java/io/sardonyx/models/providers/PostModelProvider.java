package io.sardonyx.models.providers;

import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.caller.Role;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model provider to connect.
 *
 * @param baseUrl by default the provider's own address
 * @param key the API key; local servers often need none
 * @param roles that may use it; by default all
 * @param contextWindow in tokens; by default derived from the model's name
 * @param isDefault the first provider is the default in any case
 */
public record PostModelProvider(
    @NotBlank @Size(max = 200) String name,
    @NotNull ProviderKind kind,
    @Size(max = 2000) @Nullable String baseUrl,
    @NotBlank @Size(max = 200) String model,
    @Size(min = 1, max = 1000) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        @Nullable String key,
    @Nullable Boolean isDefault,
    @Size(min = 1, max = 9) @Nullable List<@NotNull @Pattern(regexp = Role.NAMES) String> roles,
    @Min(256) @Max(100_000_000) @Nullable Integer contextWindow) {

  static final String PRINTABLE = "[!-~]*";
  static final String NOT_PRINTABLE = "must be letters, digits and signs without spaces";

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostModelProvider[" + name + "]";
  }
}
