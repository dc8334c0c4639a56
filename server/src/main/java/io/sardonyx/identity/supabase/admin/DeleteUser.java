package io.sardonyx.identity.supabase.admin;

import org.jspecify.annotations.Nullable;

/**
 * How a user is deleted.
 *
 * @param shouldSoftDelete whether what is theirs stays
 */
public record DeleteUser(@Nullable Boolean shouldSoftDelete) {}
