@NullMarked
package io.sardonyx.sessions;

import org.jspecify.annotations.NullMarked;
