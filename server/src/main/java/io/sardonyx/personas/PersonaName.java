package io.sardonyx.personas;

import java.time.Instant;
import java.util.UUID;

/** What a persona is found by; with what it is told it has up to a hundred kilobytes. */
public record PersonaName(UUID id, String name, Instant createdAt) {}
