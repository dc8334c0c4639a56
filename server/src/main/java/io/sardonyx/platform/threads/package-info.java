/** Threads that live as long as the program. */
@NullMarked
package io.sardonyx.platform.threads;

import org.jspecify.annotations.NullMarked;
