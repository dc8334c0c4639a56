@NullMarked
package io.sardonyx.personas;

import org.jspecify.annotations.NullMarked;
