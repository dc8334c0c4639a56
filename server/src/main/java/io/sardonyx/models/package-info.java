/** Language models: what they are given, what they return, and what they cost. */
@NullMarked
package io.sardonyx.models;

import org.jspecify.annotations.NullMarked;
