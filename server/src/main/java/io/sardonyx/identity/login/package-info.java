/** Signing in and out: passwords, login sessions, access and refresh tokens. */
@NullMarked
package io.sardonyx.identity.login;

import org.jspecify.annotations.NullMarked;
