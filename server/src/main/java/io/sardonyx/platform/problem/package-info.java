/** Expected failures, for responses of HTTP and of the realtime gateway. */
@NullMarked
package io.sardonyx.platform.problem;

import org.jspecify.annotations.NullMarked;
