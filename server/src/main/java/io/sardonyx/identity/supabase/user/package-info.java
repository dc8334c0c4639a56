/** Supabase Auth: one's own account. */
@NullMarked
package io.sardonyx.identity.supabase.user;

import org.jspecify.annotations.NullMarked;
