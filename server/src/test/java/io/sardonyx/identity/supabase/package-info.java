@NullMarked
package io.sardonyx.identity.supabase;

import org.jspecify.annotations.NullMarked;
