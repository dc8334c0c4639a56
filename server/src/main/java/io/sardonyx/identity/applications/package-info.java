/** What an organization builds on us: applications with their keys, and the people who use them. */
@NullMarked
package io.sardonyx.identity.applications;

import org.jspecify.annotations.NullMarked;
