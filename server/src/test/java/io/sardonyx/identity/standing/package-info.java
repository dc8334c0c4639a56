@NullMarked
package io.sardonyx.identity.standing;

import org.jspecify.annotations.NullMarked;
