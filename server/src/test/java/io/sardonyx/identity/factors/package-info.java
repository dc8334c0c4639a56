@NullMarked
package io.sardonyx.identity.factors;

import org.jspecify.annotations.NullMarked;
