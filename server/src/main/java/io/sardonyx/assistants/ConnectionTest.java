package io.sardonyx.assistants;

/**
 * Whether a provider's model answers.
 *
 * @param detail in a sentence: what it took, or what is wrong
 */
public record ConnectionTest(boolean ok, String detail) {}
