@NullMarked
package io.sardonyx.identity.login;

import org.jspecify.annotations.NullMarked;
