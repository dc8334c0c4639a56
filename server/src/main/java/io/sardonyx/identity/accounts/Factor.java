package io.sardonyx.identity.accounts;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * What somebody shows besides their password: digits that are others every half minute.
 *
 * @param friendlyName so that they can tell several apart; may be empty
 * @param isVerified whether it has shown that it knows the secret: until then it counts for nothing
 */
public record Factor(
    UUID id, String friendlyName, boolean isVerified, Instant createdAt, Instant updatedAt) {

  static Factor of(JsonObject row) {
    return new Factor(
        UUID.fromString(row.getString("id")),
        row.getString("friendly_name"),
        row.getBoolean("is_verified"),
        time(row, "created_at"),
        time(row, "updated_at"));
  }

  private static Instant time(JsonObject row, String column) {
    return OffsetDateTime.parse(row.getString(column)).toInstant();
  }
}
