/** The people who manage an organization: customer users, their teams and roles. */
@NullMarked
package io.sardonyx.identity.people;

import org.jspecify.annotations.NullMarked;
