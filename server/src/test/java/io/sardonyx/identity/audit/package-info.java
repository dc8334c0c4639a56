@NullMarked
package io.sardonyx.identity.audit;

import org.jspecify.annotations.NullMarked;
