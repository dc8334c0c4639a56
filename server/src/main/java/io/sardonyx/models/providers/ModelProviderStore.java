package io.sardonyx.models.providers;

import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.ProviderKind;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of model providers. */
final class ModelProviderStore {
  private static final String COLUMNS =
      " id, organization_id, name, kind, base_url, model, sealed_key, is_default, roles, context_window, created_at,"
          + " updated_at ";

  private ModelProviderStore() {}

  static List<SealedProvider> list(Statements tx) {
    return read(
        tx.query("select" + COLUMNS + "from platform.model_providers order by id limit 100"));
  }

  static Optional<SealedProvider> find(Statements tx, UUID id) {
    return find(tx, id, "");
  }

  /** Nobody else changes it before the transaction ends. */
  static Optional<SealedProvider> lock(Statements tx, UUID id) {
    return find(tx, id, " for update");
  }

  private static Optional<SealedProvider> find(Statements tx, UUID id, String how) {
    return read(
            tx.query("select" + COLUMNS + "from platform.model_providers where id = $1" + how, id))
        .stream()
        .findFirst();
  }

  /** As a worker: what can answer the organization's chats, the default first. */
  static List<SealedProvider> of(Statements tx, UUID organizationId) {
    return read(
        tx.query(
            "select"
                + COLUMNS
                + "from platform.model_providers where organization_id = $1"
                + " order by is_default desc, id limit 100",
            organizationId));
  }

  /** The first one of an organization is its default. */
  static ModelProvider insert(
      Statements tx, UUID organizationId, ModelProvider made, byte @Nullable [] sealedKey) {
    var rows =
        tx.query(
            """
            insert into platform.model_providers
              (id, organization_id, name, kind, base_url, model, sealed_key, is_default, roles,
                context_window)
            values ($1, $2, $3, $4, $5, $6, $7, $8 or not exists (
              select from platform.model_providers where organization_id = $2), $9, $10)
            returning
            """
                + COLUMNS,
            made.id(),
            organizationId,
            made.name(),
            made.kind().wireName(),
            made.baseUrl(),
            made.model(),
            sealedKey == null ? null : Buffer.buffer(sealedKey),
            made.isDefault(),
            roles(made),
            made.contextWindow());
    return read(rows).getFirst().provider();
  }

  static ModelProvider update(Statements tx, ModelProvider changed, byte @Nullable [] sealedKey) {
    var rows =
        tx.query(
            """
            update platform.model_providers set name = $2, kind = $3, base_url = $4, model = $5,
              sealed_key = $6, is_default = $7, roles = $8, context_window = $9,
              updated_at = now()
            where id = $1 returning
            """
                + COLUMNS,
            changed.id(),
            changed.name(),
            changed.kind().wireName(),
            changed.baseUrl(),
            changed.model(),
            sealedKey == null ? null : Buffer.buffer(sealedKey),
            changed.isDefault(),
            roles(changed),
            changed.contextWindow());
    return read(rows).getFirst().provider();
  }

  /** Before another one becomes the default. */
  static void clearDefault(Statements tx) {
    tx.query("update platform.model_providers set is_default = false where is_default");
  }

  /** Of the ones that are left, the oldest is the default if none is. */
  static boolean delete(Statements tx, UUID id) {
    boolean deleted =
        tx.query("delete from platform.model_providers where id = $1", id).rowCount() > 0;
    tx.query(
        """
        update platform.model_providers set is_default = true
        where id = (select id from platform.model_providers order by id limit 1)
          and not exists (select from platform.model_providers where is_default)
        """);
    return deleted;
  }

  /** As a worker. */
  static boolean hasAny(Statements tx, UUID organizationId) {
    return tx.query(
                "select from platform.model_providers where organization_id = $1 limit 1",
                organizationId)
            .size()
        > 0;
  }

  private static String @Nullable [] roles(ModelProvider provider) {
    var roles = provider.roles();
    return roles == null ? null : roles.toArray(String[]::new);
  }

  private static List<SealedProvider> read(RowSet<Row> rows) {
    var providers = new ArrayList<SealedProvider>(rows.size());
    for (var row : rows) {
      var key = row.getBuffer("sealed_key");
      var roles = row.getArrayOfStrings("roles");
      providers.add(
          new SealedProvider(
              row.getUUID("organization_id"),
              new ModelProvider(
                  row.getUUID("id"),
                  row.getString("name"),
                  ProviderKind.of(row.getString("kind")),
                  row.getString("base_url"),
                  row.getString("model"),
                  key != null,
                  row.getBoolean("is_default"),
                  roles == null ? null : List.of(roles),
                  row.getInteger("context_window"),
                  row.getOffsetDateTime("created_at").toInstant(),
                  row.getOffsetDateTime("updated_at").toInstant()),
              key == null ? null : key.getBytes()));
    }
    return providers;
  }
}
