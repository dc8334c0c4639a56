@NullMarked
package io.sardonyx.realtime;

import org.jspecify.annotations.NullMarked;
