/** What a route declares about itself: who may call it, its rate class, idempotency, body size. */
@NullMarked
package io.sardonyx.platform.web.routes;

import org.jspecify.annotations.NullMarked;
