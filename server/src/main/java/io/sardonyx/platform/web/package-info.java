/** HTTP conventions of every route: error responses, correlation, client addresses, parameters. */
@NullMarked
package io.sardonyx.platform.web;

import org.jspecify.annotations.NullMarked;
