/** Projects: folders of a person's chat sessions, with instructions for the answers in them. */
@NullMarked
@OwnedTables(value = "platform.projects", views = "platform.project_instructions")
package io.sardonyx.projects;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
