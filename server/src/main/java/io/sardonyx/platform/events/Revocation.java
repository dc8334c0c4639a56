package io.sardonyx.platform.events;

/** An end of access to a topic. */
public record Revocation(Topic topic, ReaderChange change) {}
