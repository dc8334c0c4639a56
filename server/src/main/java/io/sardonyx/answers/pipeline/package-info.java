/** How answers are written: prompt, model, parts, checkpoints, readers, recovery. */
@NullMarked
package io.sardonyx.answers.pipeline;

import org.jspecify.annotations.NullMarked;
