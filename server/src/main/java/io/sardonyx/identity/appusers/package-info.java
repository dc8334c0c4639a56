/** App users, their accounts, and the tokens that an application signs for them. */
@NullMarked
package io.sardonyx.identity.appusers;

import org.jspecify.annotations.NullMarked;
