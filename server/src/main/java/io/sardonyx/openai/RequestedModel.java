package io.sardonyx.openai;

import io.sardonyx.personas.Persona;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model or persona of a request.
 *
 * @param providerId null for the organization's default
 * @param persona null for a plain model
 */
record RequestedModel(
    String id, long created, @Nullable UUID providerId, @Nullable Persona persona) {
  ModelList.Model listed() {
    return new ModelList.Model(id, "model", created, persona == null ? "organization" : "persona");
  }
}
