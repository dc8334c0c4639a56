package io.sardonyx.platform.web;

/**
 * Fired when the program is about to stop and still serves: whoever stays connected for long is
 * sent elsewhere. Its observers may take a few seconds, and the stop waits for them.
 */
public record Draining() {}
