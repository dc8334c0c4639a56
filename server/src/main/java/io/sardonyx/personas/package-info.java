/** Personas: what an assistant is told to be, which model speaks for it, and who may use it. */
@NullMarked
@OwnedTables(value = "platform.personas", views = "platform.persona_settings")
package io.sardonyx.personas;

import io.sardonyx.platform.database.OwnedTables;
import org.jspecify.annotations.NullMarked;
