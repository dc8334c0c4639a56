/** The OpenAPI document: what is true of every route. */
@NullMarked
package io.sardonyx.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
