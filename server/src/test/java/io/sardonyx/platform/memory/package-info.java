@NullMarked
package io.sardonyx.platform.memory;

import org.jspecify.annotations.NullMarked;
