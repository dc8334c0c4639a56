package io.sardonyx.personas;

import io.sardonyx.platform.caller.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a persona; what is not given stays.
 *
 * @param modelProviderId null for the organization's default
 * @param parameters all of them at once
 * @param isDefault only true changes anything: make another one the default instead of this
 */
public record PatchPersona(
    @Pattern(regexp = Persona.AUDIENCES) @Schema(enumeration = {"owner", "everyone", "roles"})
        @Nullable String audience,
    @Size(max = 9) @Nullable List<@NotNull @Pattern(regexp = Role.NAMES) String> roles,
    @Size(max = Persona.NAME) @Pattern(regexp = Persona.NOT_BLANK, message = Persona.BLANK)
        @Nullable String name,
    @Size(max = Persona.DESCRIPTION) @Nullable String description,
    @Size(max = Persona.INSTRUCTIONS) @Nullable String instructions,
    @Schema(implementation = UUID.class, nullable = true) @Nullable Optional<UUID> modelProviderId,
    @Valid @Nullable PersonaParameters parameters,
    @Size(max = Persona.STARTERS)
        @Nullable List<@NotBlank @Size(max = Persona.STARTER) String> starters,
    @Nullable Boolean isDefault) {}
