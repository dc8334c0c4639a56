/** What holds for the program as a whole. */
@NullMarked
package io.sardonyx;

import org.jspecify.annotations.NullMarked;
