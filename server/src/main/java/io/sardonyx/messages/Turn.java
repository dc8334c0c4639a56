package io.sardonyx.messages;

import java.util.UUID;

/** One message of the way from the root to an answer. */
public record Turn(UUID id, String kind, String content) {}
