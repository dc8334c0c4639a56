/** Second factors: digits of an authenticator, and the codes for who has lost it. */
@NullMarked
package io.sardonyx.identity.factors;

import org.jspecify.annotations.NullMarked;
