/** The proof that nobody reaches what is not theirs: in the database, over HTTP and realtime. */
@NullMarked
package io.sardonyx.isolation;

import org.jspecify.annotations.NullMarked;
