@NullMarked
package io.sardonyx.identity;

import org.jspecify.annotations.NullMarked;
