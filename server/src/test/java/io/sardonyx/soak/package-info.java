/** Does the same work again and again, and looks at what is left of it. */
@NullMarked
package io.sardonyx.soak;

import org.jspecify.annotations.NullMarked;
