package io.sardonyx.identity.supabase.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.json.JsonErrors;
import org.jspecify.annotations.Nullable;

/**
 * How a user is deleted.
 *
 * @param shouldSoftDelete whether what is theirs stays
 */
public record DeleteUser(@Nullable Boolean shouldSoftDelete) {
  /**
   * @param body empty for a request without one
   */
  static DeleteUser parse(String body) {
    try {
      return body.isBlank()
          ? new DeleteUser(false)
          : Json.mapper().readValue(body, DeleteUser.class);
    } catch (JsonProcessingException e) {
      throw AuthErrors.invalid(JsonErrors.describe(e).sentence());
    }
  }

  boolean isSoft() {
    return Boolean.TRUE.equals(shouldSoftDelete);
  }
}
