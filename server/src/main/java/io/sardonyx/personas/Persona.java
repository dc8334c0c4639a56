package io.sardonyx.personas;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An assistant's settings.
 *
 * @param audience who may use it: its owner alone, everyone who has the application, or those of
 *     {@code roles}
 * @param modelProviderId which model answers; null for the organization's default
 * @param parameters what the model is asked for; null where its own default is fine
 * @param starters what one might begin a chat with
 * @param isDefault whether it answers where nothing was chosen
 */
public record Persona(
    UUID id,
    @Nullable UUID ownerId,
    @Schema(enumeration = {"owner", "everyone", "roles"}) String audience,
    List<String> roles,
    String name,
    String description,
    String instructions,
    @Nullable UUID modelProviderId,
    PersonaParameters parameters,
    List<String> starters,
    boolean isDefault,
    Instant createdAt,
    Instant updatedAt) {
  static final int NAME = 200;
  static final int DESCRIPTION = 2_000;
  static final int INSTRUCTIONS = 100_000;
  static final int STARTERS = 12;
  static final int STARTER = 500;
  static final String AUDIENCES = "owner|everyone|roles";
  static final String NOT_BLANK = "(?s).*\\S.*";
  static final String BLANK = "must not be blank";

  public Persona {
    roles = List.copyOf(roles);
    starters = List.copyOf(starters);
  }

  boolean belongsToSomebody() {
    return ownerId != null;
  }
}
