package io.sardonyx.identity.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Somebody's role in a team. */
public record PutTeamMember(@NotNull @Pattern(regexp = TeamRules.ROLES) String role) {}
