@NullMarked
package io.sardonyx.assistants;

import org.jspecify.annotations.NullMarked;
