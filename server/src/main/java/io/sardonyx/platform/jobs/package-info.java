/** Work that nobody asks for: done at its time, by one node of all. */
@NullMarked
package io.sardonyx.platform.jobs;

import org.jspecify.annotations.NullMarked;
