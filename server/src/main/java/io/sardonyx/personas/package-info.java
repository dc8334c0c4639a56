/** Personas: what an assistant is told to be, which model speaks for it, and who may use it. */
@NullMarked
package io.sardonyx.personas;

import org.jspecify.annotations.NullMarked;
