package io.sardonyx.identity.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Singleton
public class Profiles {
  /** Of all preferences, and of all settings, as JSON in bytes. */
  static final int MAX_PREFERENCES = 32_768;

  private final Database database;

  public Profiles(Database database) {
    this.database = database;
  }

  public Profile me(Caller caller) {
    return ProfileStore.find(database.reading(caller), caller)
        .orElseThrow(() -> Problem.notFound("app user"));
  }

  /** With what surrounds it. */
  Me whole(Caller caller) {
    return ProfileStore.surroundings(database.reading(caller), caller, me(caller))
        .orElseThrow(() -> Problem.notFound("app user"));
  }

  Profile change(Caller caller, PatchMe change) {
    caller.require(Permission.PROFILE_MANAGE);
    return database.as(
        caller,
        tx -> {
          ProfileStore.update(tx, caller, change);
          ProfileStore.mergePreferences(
              tx, caller, json(change.preferences()), json(change.settings()), MAX_PREFERENCES);
          return ProfileStore.find(tx, caller).orElseThrow(() -> Problem.notFound("app user"));
        });
  }

  private static String json(@Nullable Map<String, Object> values) {
    try {
      var json = Json.mapper().writeValueAsString(values == null ? Map.of() : values);
      if (json.getBytes(StandardCharsets.UTF_8).length > MAX_PREFERENCES) {
        throw tooLarge();
      }
      return json;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static Problem tooLarge() {
    return Problem.invalid(
        "preferences_too_large",
        "Preferences and settings may have %d bytes each.".formatted(MAX_PREFERENCES));
  }
}
