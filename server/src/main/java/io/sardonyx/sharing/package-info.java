/** Links by which a chat can be read, and read only, by whoever has the secret in them. */
@NullMarked
package io.sardonyx.sharing;

import org.jspecify.annotations.NullMarked;
