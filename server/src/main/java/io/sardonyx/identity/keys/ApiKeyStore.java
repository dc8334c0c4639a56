package io.sardonyx.identity.keys;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys: one's own, by row-level security. */
final class ApiKeyStore {
  private ApiKeyStore() {}

  /**
   * @param hash SHA-256: the key has 256 random bits, so nothing slower is needed
   */
  record NewApiKey(
      UUID id,
      String name,
      String prefix,
      byte[] hash,
      List<String> scopes,
      @Nullable Instant expiresAt) {}

  static Instant insert(Statements tx, Caller caller, NewApiKey key) {
    var expiresAt = key.expiresAt();
    return tx.query(
            """
            insert into platform.api_keys (id, organization_id, application_id, app_user_id, name,
              prefix, hash, scopes, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning created_at
            """,
            key.id(),
            caller.organizationId(),
            caller.applicationId(),
            caller.userId(),
            key.name(),
            key.prefix(),
            Buffer.buffer(key.hash()),
            key.scopes().toArray(String[]::new),
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
        .iterator()
        .next()
        .getOffsetDateTime("created_at")
        .toInstant();
  }

  static long count(Statements tx, Caller caller) {
    return tx.query(
            """
            select count(*) as keys from platform.api_keys
            where app_user_id = $1 and revoked_at is null
            """,
            caller.userId())
        .iterator()
        .next()
        .getLong("keys");
  }

  static List<ApiKey> list(Statements tx, Caller caller, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select id, name, prefix, scopes, expires_at, last_used_at, created_at
            from platform.api_keys
            where app_user_id = $1 and revoked_at is null and ($2::uuid is null or id < $2)
            order by id desc limit $3
            """,
            caller.userId(),
            after,
            limit);
    var keys = new ArrayList<ApiKey>(rows.size());
    for (var row : rows) {
      var expiresAt = row.getOffsetDateTime("expires_at");
      var lastUsedAt = row.getOffsetDateTime("last_used_at");
      keys.add(
          new ApiKey(
              row.getUUID("id"),
              row.getString("name"),
              row.getString("prefix"),
              List.of(row.getArrayOfStrings("scopes")),
              expiresAt == null ? null : expiresAt.toInstant(),
              lastUsedAt == null ? null : lastUsedAt.toInstant(),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return keys;
  }

  static boolean revoke(Statements tx, UUID id) {
    return tx.query(
                """
                update platform.api_keys set revoked_at = now()
                where id = $1 and revoked_at is null returning id
                """,
                id)
            .size()
        > 0;
  }
}
