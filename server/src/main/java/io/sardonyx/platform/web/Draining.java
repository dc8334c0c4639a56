package io.sardonyx.platform.web;

/**
 * Fired when the node is about to stop while it still serves, so that long-lived connections move
 * to another node. Observers may take a few seconds; the stop waits for them.
 */
public record Draining() {}
