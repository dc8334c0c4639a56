/** HTTP requests that leave the program, and the addresses that they may reach. */
@NullMarked
package io.sardonyx.platform.outbound;

import org.jspecify.annotations.NullMarked;
