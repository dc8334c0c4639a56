/** Projects: folders of a person's chat sessions, with instructions for the answers in them. */
@NullMarked
package io.sardonyx.projects;

import org.jspecify.annotations.NullMarked;
