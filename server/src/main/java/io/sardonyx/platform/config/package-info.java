/** What can be set from outside, each setting with its meaning. */
@NullMarked
package io.sardonyx.platform.config;

import org.jspecify.annotations.NullMarked;
