/** The OpenAPI document: what holds for every route. */
@NullMarked
package io.sardonyx.platform.web.openapi;

import org.jspecify.annotations.NullMarked;
