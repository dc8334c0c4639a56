package io.sardonyx.messages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.sardonyx.platform.json.RawJson;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message that is committed, and its answer, which is being written.
 *
 * @param repeated whether an earlier request had sent it
 */
public record SentMessage(
    @Schema(implementation = ChatMessage.class) RawJson<ChatMessage> message,
    @Schema(implementation = ChatMessage.class) @Nullable RawJson<ChatMessage> answer,
    @JsonIgnore @Nullable UUID answerId,
    @JsonIgnore boolean repeated) {}
