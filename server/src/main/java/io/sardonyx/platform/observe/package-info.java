/** What can be seen from outside: metrics, health, logs without secrets. */
@NullMarked
package io.sardonyx.platform.observe;

import org.jspecify.annotations.NullMarked;
