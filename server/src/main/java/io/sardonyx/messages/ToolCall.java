package io.sardonyx.messages;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A tool that an assistant used while it answered. */
public record ToolCall(
    UUID id,
    String name,
    @Schema(implementation = Object.class) JsonNode parameters,
    @Nullable String result,
    @Schema(enumeration = {"running", "complete", "failed"}) String status,
    @Nullable Integer durationMs) {}
