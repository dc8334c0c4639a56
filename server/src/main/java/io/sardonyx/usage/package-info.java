/** What models read and wrote for whom, by day, for those who pay for it. */
@NullMarked
package io.sardonyx.usage;

import org.jspecify.annotations.NullMarked;
