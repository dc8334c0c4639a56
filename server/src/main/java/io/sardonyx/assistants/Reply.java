package io.sardonyx.assistants;

import io.sardonyx.sessions.TokenUsage;

/** The whole of a short answer, and what it cost. */
record Reply(String text, TokenUsage usage) {}
