/** What was done, by whom: sign-ins, changes of rights, keys, secrets. */
@NullMarked
package io.sardonyx.identity.audit;

import org.jspecify.annotations.NullMarked;
