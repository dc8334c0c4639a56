@NullMarked
package io.sardonyx.platform.cache;

import org.jspecify.annotations.NullMarked;
