package io.sardonyx.assistants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A model provider to connect.
 *
 * @param baseUrl by default the provider's own address
 * @param key what the provider gave you; local servers often want none
 * @param isDefault the first provider is the default in any case
 */
public record PostModelProvider(
    @NotBlank @Size(max = 200) String name,
    @NotNull ProviderKind kind,
    @Size(max = 2000) @Nullable String baseUrl,
    @NotBlank @Size(max = 200) String model,
    @Size(min = 1, max = 1000) @Pattern(regexp = PRINTABLE, message = NOT_PRINTABLE)
        @Nullable String key,
    @Nullable Boolean isDefault) {

  static final String PRINTABLE = "[!-~]*";
  static final String NOT_PRINTABLE = "must be letters, digits and signs without spaces";

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "PostModelProvider[" + name + "]";
  }
}
