package io.sardonyx.sessions;

import java.util.UUID;

/**
 * An answer whose place in the tree is taken and announced, and whose text is still to come.
 *
 * @param parentId the message that it answers
 * @param untitled whether the session has no title yet
 */
public record ReservedAnswer(UUID id, UUID sessionId, UUID parentId, boolean untitled) {}
