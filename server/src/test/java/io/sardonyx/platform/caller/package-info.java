@NullMarked
package io.sardonyx.platform.caller;

import org.jspecify.annotations.NullMarked;
