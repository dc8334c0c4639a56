/**
 * Sign-in of applications' users in the language of Supabase Auth, so that its clients work with
 * us. Beneath are the same accounts, login sessions and tokens as everywhere else.
 */
@NullMarked
package io.sardonyx.identity.supabase;

import org.jspecify.annotations.NullMarked;
