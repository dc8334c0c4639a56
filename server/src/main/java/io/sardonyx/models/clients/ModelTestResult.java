package io.sardonyx.models.clients;

/**
 * Whether a provider's model answers.
 *
 * @param detail a sentence: how long it took, or what is wrong
 */
public record ModelTestResult(boolean ok, String detail) {}
