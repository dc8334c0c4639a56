/** PostgreSQL: statements in a caller's name, with row-level security at no extra round trip. */
@NullMarked
package io.sardonyx.platform.database;

import org.jspecify.annotations.NullMarked;
