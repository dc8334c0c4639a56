package io.sardonyx.identity.keys;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.keys.ApiKeyStore.NewApiKey;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permissions;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One's own API keys. A key cannot do more than whoever made it, and makes no others. */
@Singleton
public class ApiKeys {
  static final int MOST = 100;

  private static final String PREFIX = "sx_";
  private static final int SHOWN = 11;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final PrincipalChanges changes;
  private final InstantSource clock;
  private final Permissions permissions;

  ApiKeys(
      Database database, PrincipalChanges changes, InstantSource clock, Permissions permissions) {
    this.permissions = permissions;
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  public ApiKeyWithSecret create(Caller caller, PostApiKey wanted) {
    caller.require(IdentityPermissions.MANAGE_API_KEYS);
    if (caller.apiKeyId() != null) {
      // Else whoever found one could make others, which stay when it is revoked.
      throw Problem.forbidden(
          "api_key_cannot_create_keys", "An API key makes no other keys: sign in to make one.");
    }
    var scopes = wanted.scopes().stream().distinct().sorted().toList();
    scopes.forEach(scope -> requireOwn(caller, scope));
    if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(clock.instant())) {
      throw Problem.invalid("expires_at_in_past", "expires_at must be in the future.");
    }
    var key = random();
    var made =
        new NewApiKey(
            Ids.next(),
            wanted.name(),
            key.substring(0, SHOWN),
            Hashes.sha256(key),
            scopes,
            wanted.expiresAt());
    var createdAt =
        database.as(
            caller,
            tx -> {
              if (ApiKeyStore.count(tx, caller) >= MOST) {
                throw Problem.conflict(
                    "too_many_api_keys",
                    "You have %d API keys. Revoke one that is not used.".formatted(MOST));
              }
              var at = ApiKeyStore.insert(tx, caller, made);
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("api_key.created", "api_key", made.id())
                      .with(Map.of("name", made.name(), "scopes", String.join(" ", scopes))));
              return at;
            });
    return new ApiKeyWithSecret(
        made.id(), made.name(), key, made.prefix(), scopes, made.expiresAt(), createdAt);
  }

  Page<ApiKey> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.MANAGE_API_KEYS);
    var found = ApiKeyStore.list(database.reading(caller), caller, Page.after(cursor), limit + 1);
    return Page.of(found, limit, ApiKey::id);
  }

  /** It is refused at once, on every node within a second. */
  void revoke(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_API_KEYS);
    database.as(
        caller,
        tx -> {
          if (!ApiKeyStore.revoke(tx, id)) {
            throw Problem.notFound("api key");
          }
          AuditLog.record(tx, caller, AuditEntry.of("api_key.revoked", "api_key", id));
          PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
          return true;
        });
    changes.announce(List.of(id));
  }

  private void requireOwn(Caller caller, String scope) {
    var permission =
        permissions
            .ofScope(scope)
            .orElseThrow(() ->
                Problem.invalid(
                    "unknown_scope",
                    "There is no such scope; GET /api/v1/me lists yours as permissions."));
    if (!caller.may(permission)) {
      throw Problem.forbidden(
          "scope_not_allowed", "You cannot give a key what you may not do: " + scope + ".");
    }
  }

  private static String random() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
