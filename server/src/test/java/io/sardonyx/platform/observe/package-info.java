/** What is said about the program, and what is not. */
@NullMarked
package io.sardonyx.platform.observe;

import org.jspecify.annotations.NullMarked;
