/** The edge, from inside and from outside. */
@NullMarked
package io.sardonyx.platform.web;

import org.jspecify.annotations.NullMarked;
