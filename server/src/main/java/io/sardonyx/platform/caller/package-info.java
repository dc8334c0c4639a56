/** The caller, their role and permissions: a value that every use case takes first. */
@NullMarked
package io.sardonyx.platform.caller;

import org.jspecify.annotations.NullMarked;
