/** What identity's routes and use cases require of a caller: permissions and rate classes. */
@NullMarked
package io.sardonyx.identity.access;

import org.jspecify.annotations.NullMarked;
