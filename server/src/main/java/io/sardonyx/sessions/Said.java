package io.sardonyx.sessions;

import java.util.UUID;

/** One message of the way from the root to an answer. */
public record Said(UUID id, String kind, String content) {}
