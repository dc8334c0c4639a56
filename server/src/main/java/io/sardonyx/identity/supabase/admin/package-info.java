/** Supabase Auth's admin API: an application's backend manages its users. */
@NullMarked
package io.sardonyx.identity.supabase.admin;

import org.jspecify.annotations.NullMarked;
