package io.sardonyx.identity.organizations;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import java.util.UUID;

/** Organizations. */
final class OrganizationStore {
  private OrganizationStore() {}

  static void lock(Statements tx) {
    tx.query("select id from platform.organizations for no key update");
  }

  static Optional<UUID> first(Statements tx) {
    for (var row :
        tx.query("select id from platform.organizations order by created_at, id limit 1")) {
      return Optional.of(row.getUUID("id"));
    }
    return Optional.empty();
  }

  static boolean anyExists(Statements tx) {
    return tx.query("select 1 from platform.organizations limit 1").size() > 0;
  }

  static void insert(Statements tx, UUID id, String name) {
    tx.query("insert into platform.organizations (id, name) values ($1, $2)", id, name);
  }

  static Optional<Organization> find(Statements tx, Caller caller) {
    return first(
        tx.query(
            """
            select id, name, password_length, second_factor_required, created_at, updated_at
            from platform.organizations where id = $1
            """,
            caller.organizationId()));
  }

  static Optional<Organization> update(Statements tx, Caller caller, PatchOrganization change) {
    var passwordLength = change.passwordLength();
    return first(
        tx.query(
            """
            update platform.organizations set name = coalesce($2, name),
              password_length = case when $3 then $4 else password_length end,
              second_factor_required = coalesce($5, second_factor_required), updated_at = now()
            where id = $1
            returning id, name, password_length, second_factor_required, created_at, updated_at
            """,
            caller.organizationId(),
            change.name(),
            passwordLength != null,
            passwordLength == null ? null : passwordLength.orElse(null),
            change.secondFactorRequired()));
  }

  private static Optional<Organization> first(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(
          new Organization(
              row.getUUID("id"),
              row.getString("name"),
              row.getInteger("password_length"),
              row.getBoolean("second_factor_required"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return Optional.empty();
  }
}
