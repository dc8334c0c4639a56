@NullMarked
package io.sardonyx.platform.mail;

import org.jspecify.annotations.NullMarked;
