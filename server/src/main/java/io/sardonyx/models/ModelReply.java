package io.sardonyx.models;

import io.sardonyx.usage.TokenUsage;

/** The whole of a short answer, and what it cost. */
public record ModelReply(String text, TokenUsage usage) {}
