package io.sardonyx.personas;

import io.sardonyx.platform.caller.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A persona to create.
 *
 * @param audience by default its owner alone
 * @param roles who may use it, where the audience is {@code roles}
 */
public record PostPersona(
    @Pattern(regexp = Persona.AUDIENCES) @Schema(enumeration = {"owner", "everyone", "roles"})
        @Nullable String audience,
    @Size(max = 9) @Nullable List<@NotNull @Pattern(regexp = Role.NAMES) String> roles,
    @NotBlank @Size(max = Persona.NAME) String name,
    @Size(max = Persona.DESCRIPTION) @Nullable String description,
    @Size(max = Persona.INSTRUCTIONS) @Nullable String instructions,
    @Nullable UUID modelProviderId,
    @Valid @Nullable PersonaParameters parameters,
    @Size(max = Persona.STARTERS)
        @Nullable List<@NotBlank @Size(max = Persona.STARTER) String> starters) {}
