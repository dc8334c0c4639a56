/** The budget of heap that requests in flight may hold, with a share for each tenant. */
@NullMarked
package io.sardonyx.platform.memory;

import org.jspecify.annotations.NullMarked;
