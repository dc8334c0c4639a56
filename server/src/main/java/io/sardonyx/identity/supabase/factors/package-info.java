/** Supabase Auth's second factors. */
@NullMarked
package io.sardonyx.identity.supabase.factors;

import org.jspecify.annotations.NullMarked;
