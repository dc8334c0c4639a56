/** What readers think of answers, for those who run the assistants. */
@NullMarked
package io.sardonyx.feedback;

import org.jspecify.annotations.NullMarked;
