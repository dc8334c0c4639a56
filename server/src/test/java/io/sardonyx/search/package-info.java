@NullMarked
package io.sardonyx.search;

import org.jspecify.annotations.NullMarked;
