/**
 * HTTP conventions of every route: problem documents, correlation, client addresses, parameters.
 */
@NullMarked
package io.sardonyx.platform.web;

import org.jspecify.annotations.NullMarked;
