/** Keys, passwords, ids. */
@NullMarked
package io.sardonyx.platform.crypto;

import org.jspecify.annotations.NullMarked;
