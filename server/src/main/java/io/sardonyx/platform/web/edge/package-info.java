/**
 * What every request passes on the event loop before a resource: limits, body, CORS, static files.
 */
@NullMarked
package io.sardonyx.platform.web.edge;

import org.jspecify.annotations.NullMarked;
