package io.sardonyx.identity.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permissions;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
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
  private final EventLog events;
  private final Permissions permissions;

  public Profiles(Database database, EventLog events, Permissions permissions) {
    this.permissions = permissions;
    this.database = database;
    this.events = events;
  }

  public Profile me(Caller caller) {
    return ProfileStore.find(database.reading(caller), caller)
        .orElseThrow(() -> Problem.notFound("app user"));
  }

  /** With what surrounds it. */
  Me whole(Caller caller) {
    return ProfileStore.surroundings(
            database.reading(caller), caller, permissions.namesOf(caller), me(caller))
        .orElseThrow(() -> Problem.notFound("app user"));
  }

  Preferences preferences(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    return ProfileStore.preferences(database.reading(caller), caller);
  }

  Profile change(Caller caller, PatchMe change) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    var preferences = new PatchPreferences(change.preferences(), change.settings());
    return database.as(
        caller,
        tx -> {
          ProfileStore.update(tx, caller, change);
          merge(tx, caller, preferences);
          return ProfileStore.find(tx, caller).orElseThrow(() -> Problem.notFound("app user"));
        });
  }

  Preferences change(Caller caller, PatchPreferences change) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    return database.as(
        caller,
        tx -> {
          merge(tx, caller, change);
          return ProfileStore.preferences(tx, caller);
        });
  }

  /** The event says what was given, as it was given: whoever follows merges it the same way. */
  private void merge(Statements tx, Caller caller, PatchPreferences change) {
    if (isEmpty(change.preferences()) && isEmpty(change.settings())) {
      return;
    }
    var preferences = json(change.preferences());
    var settings = json(change.settings());
    ProfileStore.mergePreferences(tx, caller, preferences, settings, MAX_PREFERENCES);
    var topic = AppUserTopic.of(caller.userId());
    EventLog.createTopic(
        tx, topic, caller.organizationId(), caller.applicationId(), caller.userId());
    events.append(
        tx,
        topic,
        "preferences.updated",
        "{\"preferences\":" + preferences + ",\"settings\":" + settings + "}");
  }

  private static boolean isEmpty(@Nullable Map<String, Object> values) {
    return values == null || values.isEmpty();
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
