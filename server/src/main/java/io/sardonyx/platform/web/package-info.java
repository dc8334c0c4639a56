/** The HTTP edge: who is calling, strict JSON, and every failure as a problem document. */
@NullMarked
package io.sardonyx.platform.web;

import org.jspecify.annotations.NullMarked;
