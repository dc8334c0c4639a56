@NullMarked
package io.sardonyx.platform.threads;

import org.jspecify.annotations.NullMarked;
