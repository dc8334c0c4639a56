/**
 * Whether who calls may still call: what the database says of a login session, an app user or an
 * API key, remembered near by for as long as it is sure that nothing has changed.
 */
@NullMarked
package io.sardonyx.identity.standing;

import org.jspecify.annotations.NullMarked;
