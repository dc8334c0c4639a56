package io.sardonyx.models;

import io.sardonyx.usage.TokenUsage;

/** A short answer as a whole, and its token usage. */
public record ModelReply(String text, TokenUsage usage) {}
