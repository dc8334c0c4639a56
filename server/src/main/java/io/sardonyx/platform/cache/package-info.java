/** Redis: speed and reach. It may vanish; whoever asks it says what to do without. */
@NullMarked
package io.sardonyx.platform.cache;

import org.jspecify.annotations.NullMarked;
