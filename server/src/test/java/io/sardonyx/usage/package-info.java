@NullMarked
package io.sardonyx.usage;

import org.jspecify.annotations.NullMarked;
