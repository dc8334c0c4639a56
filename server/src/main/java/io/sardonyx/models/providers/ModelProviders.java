package io.sardonyx.models.providers;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.organizations.Organizations;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.clients.ModelTestResult;
import io.sardonyx.models.clients.ProviderAddress;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The model providers that an organization's administrators connect. */
@Singleton
public class ModelProviders {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Sealing sealing;
  private final Models models;

  ModelProviders(Database database, Sealing sealing, Models models) {
    this.database = database;
    this.sealing = sealing;
    this.models = models;
  }

  public List<ModelProvider> list(Caller caller) {
    caller.require(ModelPermissions.MANAGE_PROVIDERS);
    return ModelProviderStore.list(database.reading(caller)).stream()
        .map(SealedProvider::provider)
        .toList();
  }

  public ModelProvider get(Caller caller, UUID id) {
    return find(caller, id).provider();
  }

  public ModelProvider create(Caller caller, PostModelProvider wanted) {
    caller.require(ModelPermissions.MANAGE_PROVIDERS);
    var made =
        new ModelProvider(
            Ids.next(),
            wanted.name().strip(),
            wanted.kind(),
            ProviderAddress.normalize(wanted.baseUrl(), wanted.kind()),
            wanted.model().strip(),
            wanted.key() != null,
            Boolean.TRUE.equals(wanted.isDefault()),
            wanted.roles(),
            wanted.contextWindow(),
            Instant.EPOCH,
            Instant.EPOCH);
    return unlessTaken(() ->
        database.as(
            caller,
            tx -> {
              Organizations.lock(tx); // One default after the other.
              if (made.isDefault()) {
                ModelProviderStore.clearDefault(tx);
              }
              AuditLog.record(tx, caller, entry("model_provider.created", made.id()));
              return ModelProviderStore.insert(
                  tx, caller.organizationId(), made, seal(wanted.key(), made.id()));
            }));
  }

  public ModelProvider update(Caller caller, UUID id, PutModelProvider change) {
    caller.require(ModelPermissions.MANAGE_PROVIDERS);
    return unlessTaken(() ->
        database.as(
            caller,
            tx -> {
              Organizations.lock(tx); // One default after the other.
              var before = ModelProviderStore.lock(tx, id).orElseThrow(ModelProviders::notFound);
              var key =
                  change.key() == null ? before.sealedKey() : seal(change.key().orElse(null), id);
              var changed = changed(before.provider(), change, key != null);
              if (changed.isDefault() && !before.provider().isDefault()) {
                ModelProviderStore.clearDefault(tx);
              }
              AuditLog.record(tx, caller, entry("model_provider.changed", id));
              return ModelProviderStore.update(tx, changed, key);
            }));
  }

  private static ModelProvider changed(ModelProvider old, PutModelProvider change, boolean hasKey) {
    var kind = change.kind() == null ? old.kind() : change.kind();
    var address =
        change.baseUrl() == null
            ? old.baseUrl()
            : ProviderAddress.normalize(change.baseUrl(), kind);
    var moved = kind != old.kind() || !address.equals(old.baseUrl());
    if (moved && old.hasKey() && change.key() == null) {
      throw Problem.invalid(
          "provider_key_required",
          "Enter the key again: it belongs to the provider's earlier address.");
    }
    return new ModelProvider(
        old.id(),
        change.name() == null ? old.name() : change.name().strip(),
        kind,
        address,
        change.model() == null ? old.model() : change.model().strip(),
        hasKey,
        old.isDefault() || Boolean.TRUE.equals(change.isDefault()),
        change.roles() == null ? old.roles() : change.roles().orElse(null),
        change.contextWindow() == null ? old.contextWindow() : change.contextWindow().orElse(null),
        old.createdAt(),
        old.updatedAt());
  }

  public void delete(Caller caller, UUID id) {
    find(caller, id);
    database.as(
        caller,
        tx -> {
          Organizations.lock(tx); // One default after the other.
          AuditLog.record(tx, caller, entry("model_provider.deleted", id));
          return ModelProviderStore.delete(tx, id);
        });
  }

  /** Sends its model a short prompt. */
  public ModelTestResult test(Caller caller, UUID id) {
    return models.of(find(caller, id)).test();
  }

  private SealedProvider find(Caller caller, UUID id) {
    caller.require(ModelPermissions.MANAGE_PROVIDERS);
    return ModelProviderStore.find(database.reading(caller), id)
        .orElseThrow(ModelProviders::notFound);
  }

  private static Problem notFound() {
    return Problem.notFound("model provider");
  }

  private byte @Nullable [] seal(@Nullable String key, UUID id) {
    return key == null
        ? null
        : sealing.seal(key.getBytes(StandardCharsets.UTF_8), Models.sealingContext(id));
  }

  private static ModelProvider unlessTaken(Supplier<ModelProvider> work) {
    try {
      return work.get();
    } catch (PgException refused) {
      if (UNIQUE_VIOLATION.equals(refused.getSqlState())) {
        throw Problem.conflict(
            "model_provider_taken", "Another model provider has this name already.");
      }
      throw refused;
    }
  }

  private static AuditEntry entry(String action, UUID id) {
    return AuditEntry.of(action, "model_provider", id);
  }
}
