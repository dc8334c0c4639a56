/** The caller of a request: credentials, the authentication filter, revocations. */
@NullMarked
package io.sardonyx.platform.web.authentication;

import org.jspecify.annotations.NullMarked;
