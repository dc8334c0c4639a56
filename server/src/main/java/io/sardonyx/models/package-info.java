/** Model providers, their connections, and the streaming clients that read their protocols. */
@NullMarked
package io.sardonyx.models;

import org.jspecify.annotations.NullMarked;
