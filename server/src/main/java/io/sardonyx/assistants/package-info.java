/**
 * Who answers: the organizations' model providers, and the pipeline that brings what a model says
 * to every reader and into its message's row.
 */
@NullMarked
package io.sardonyx.assistants;

import org.jspecify.annotations.NullMarked;
