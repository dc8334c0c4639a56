package io.sardonyx.search;

/**
 * What was found, as a stretch of the text that it stands in.
 *
 * @param start in UTF-16 units, as JavaScript and Java count
 * @param end after the last of it
 */
public record Highlight(int start, int end) {}
