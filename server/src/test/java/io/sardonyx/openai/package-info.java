@NullMarked
package io.sardonyx.openai;

import org.jspecify.annotations.NullMarked;
