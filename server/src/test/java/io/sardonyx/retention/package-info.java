@NullMarked
package io.sardonyx.retention;

import org.jspecify.annotations.NullMarked;
