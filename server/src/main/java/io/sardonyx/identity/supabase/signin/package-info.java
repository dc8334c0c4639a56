/** Supabase Auth: signing up, signing in, and the routes that need nobody signed in. */
@NullMarked
package io.sardonyx.identity.supabase.signin;

import org.jspecify.annotations.NullMarked;
