/**
 * Searching what was said: an index of short pieces of text that suits every language, written a
 * moment after the messages, and read in two steps, the second of which row-level security decides.
 */
@NullMarked
package io.sardonyx.search;

import org.jspecify.annotations.NullMarked;
