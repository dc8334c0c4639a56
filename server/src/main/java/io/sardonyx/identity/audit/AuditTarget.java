package io.sardonyx.identity.audit;

/**
 * A kind of thing that audit events are about, and where its present name is found. Features
 * produce one for each kind of theirs; an event about another kind is shown without a name.
 *
 * @param type as {@link AuditEntry#targetType} has it
 * @param view with the columns {@code id} and {@code name}; read in the caller's name
 */
public record AuditTarget(String type, String view) {}
