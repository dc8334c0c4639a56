/** The answer pipeline: prompt, stream, checkpoint, resume, end. */
@NullMarked
package io.sardonyx.answers;

import org.jspecify.annotations.NullMarked;
