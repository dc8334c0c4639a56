/**
 * Answers of models, for features that have some: where they are written ({@link
 * io.sardonyx.answers.AnswerTarget}), how they are requested and stopped, how they end.
 */
@NullMarked
package io.sardonyx.answers;

import org.jspecify.annotations.NullMarked;
