@NullMarked
package io.sardonyx.identity.accounts;

import org.jspecify.annotations.NullMarked;
