/** Starting and stopping: the program, and the PostgreSQL and Redis that it brings along. */
@NullMarked
package io.sardonyx.platform.boot;

import org.jspecify.annotations.NullMarked;
