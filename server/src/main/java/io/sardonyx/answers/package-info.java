/**
 * The answer pipeline: prompt, streaming, parts, checkpoints, resume, end, titles and summaries.
 * Writes into {@link io.sardonyx.answers.AnswerTarget}s, which features implement.
 */
@NullMarked
package io.sardonyx.answers;

import org.jspecify.annotations.NullMarked;
