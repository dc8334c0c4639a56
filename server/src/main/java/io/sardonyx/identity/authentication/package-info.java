/** Who is calling: by login session, by API key, or vouched for by an application's backend. */
@NullMarked
package io.sardonyx.identity.authentication;

import org.jspecify.annotations.NullMarked;
