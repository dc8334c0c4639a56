/** Supabase Auth: mailed links and codes. */
@NullMarked
package io.sardonyx.identity.supabase.links;

import org.jspecify.annotations.NullMarked;
