@NullMarked
package io.sardonyx.platform.database;

import org.jspecify.annotations.NullMarked;
