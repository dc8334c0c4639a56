/** Expected failures, said once: the web and the realtime gateway both answer with them. */
@NullMarked
package io.sardonyx.platform.problem;

import org.jspecify.annotations.NullMarked;
