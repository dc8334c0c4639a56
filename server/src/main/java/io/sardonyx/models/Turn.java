package io.sardonyx.models;

import java.util.UUID;

/**
 * One message of a conversation, as a model reads it.
 *
 * @param kind user or assistant; a prompt leaves out others
 */
public record Turn(UUID id, String kind, String content) {}
