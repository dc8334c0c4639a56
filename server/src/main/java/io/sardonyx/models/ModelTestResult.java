package io.sardonyx.models;

/**
 * Whether a provider's model answers.
 *
 * @param detail in a sentence: what it took, or what is wrong
 */
public record ModelTestResult(boolean ok, String detail) {}
