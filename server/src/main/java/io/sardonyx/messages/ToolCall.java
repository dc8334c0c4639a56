package io.sardonyx.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tool call of an answer. */
public record ToolCall(
    UUID id,
    String name,
    @Schema(implementation = Object.class) JsonNode parameters,
    @Nullable String result,
    @Schema(enumeration = {"running", "complete", "failed"}) String status,
    @Nullable Integer durationMs) {}
