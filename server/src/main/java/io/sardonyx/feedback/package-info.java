/** What readers think of answers, for those who run the assistants. */
@NullMarked
@OwnedTables("platform.answer_feedback")
package io.sardonyx.feedback;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
