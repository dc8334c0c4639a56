/** Who may call at this moment, cached and invalidated on every node within a second. */
@NullMarked
package io.sardonyx.identity.principals;

import org.jspecify.annotations.NullMarked;
