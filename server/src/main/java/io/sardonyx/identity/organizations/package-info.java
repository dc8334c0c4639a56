/** Organizations: the tenants, and how one is provisioned. */
@NullMarked
package io.sardonyx.identity.organizations;

import org.jspecify.annotations.NullMarked;
