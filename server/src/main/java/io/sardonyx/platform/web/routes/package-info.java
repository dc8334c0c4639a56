/** What routes and prefixes declare: authentication, rate classes, bodies, errors, CORS. */
@NullMarked
package io.sardonyx.platform.web.routes;

import org.jspecify.annotations.NullMarked;
