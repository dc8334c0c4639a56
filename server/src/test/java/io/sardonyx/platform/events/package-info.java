@NullMarked
package io.sardonyx.platform.events;

import org.jspecify.annotations.NullMarked;
