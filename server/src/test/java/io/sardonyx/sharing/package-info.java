@NullMarked
package io.sardonyx.sharing;

import org.jspecify.annotations.NullMarked;
