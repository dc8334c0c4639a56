/** Supabase Auth: login sessions, as tokens in the body or as cookies. */
@NullMarked
package io.sardonyx.identity.supabase.sessions;

import org.jspecify.annotations.NullMarked;
