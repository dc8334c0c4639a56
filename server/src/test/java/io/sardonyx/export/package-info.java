@NullMarked
package io.sardonyx.export;

import org.jspecify.annotations.NullMarked;
