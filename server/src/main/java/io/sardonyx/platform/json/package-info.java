/**
 * The one JSON of the program: strict reading, and JSON that the database built passed on as it is.
 */
@NullMarked
package io.sardonyx.platform.json;

import org.jspecify.annotations.NullMarked;
