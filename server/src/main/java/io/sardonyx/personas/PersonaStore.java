package io.sardonyx.personas;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of personas; row-level security leaves those that the caller may use. */
final class PersonaStore {
  private static final String COLUMNS =
      " id, owner_id, roles, name, description, instructions, model_provider_id, temperature,"
          + " top_p, max_tokens, starters, is_default, created_at, updated_at ";

  private PersonaStore() {}

  /** Newest first. */
  static List<Persona> list(Statements tx, @Nullable UUID after, int limit) {
    return personas(
        tx.query(
            "select"
                + COLUMNS
                + "from platform.personas where $1::uuid is null or id < $1"
                + " order by id desc limit $2",
            after,
            limit));
  }

  /** All of them, oldest first, without what they are told. */
  static List<PersonaName> names(Statements tx) {
    var names = new ArrayList<PersonaName>();
    for (var row : tx.query("select id, name, created_at from platform.personas order by id")) {
      names.add(
          new PersonaName(
              row.getUUID("id"),
              row.getString("name"),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return names;
  }

  static Optional<Persona> find(Statements tx, UUID id) {
    return personas(tx.query("select" + COLUMNS + "from platform.personas where id = $1", id))
        .stream()
        .findFirst();
  }

  /**
   * Nobody else changes it before the transaction ends, nor the default one that it may take the
   * place of; always in the same order, so that two of them never wait for each other.
   */
  static Optional<Persona> lock(Statements tx, UUID id) {
    return personas(
            tx.query(
                "select"
                    + COLUMNS
                    + "from platform.personas where id = $1 or is_default order by id for update",
                id))
        .stream()
        .filter(persona -> persona.id().equals(id))
        .findFirst();
  }

  /** As many as its owner, or the application, has. */
  static long count(Statements tx, @Nullable UUID ownerId) {
    return tx.query(
            "select count(*) from platform.personas where owner_id is not distinct from $1",
            ownerId)
        .iterator()
        .next()
        .getLong(0);
  }

  static Persona insert(Statements tx, Caller caller, Persona made) {
    return personas(
            tx.query(
                """
                insert into platform.personas (id, organization_id, application_id, owner_id, roles,
                  name, description, instructions, model_provider_id, temperature, top_p,
                  max_tokens, starters)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning
                """
                    + COLUMNS,
                made.id(),
                caller.organizationId(),
                caller.applicationId(),
                made.ownerId(),
                roles(made),
                made.name(),
                made.description(),
                made.instructions(),
                made.modelProviderId(),
                made.parameters().temperature(),
                made.parameters().topP(),
                made.parameters().maxTokens(),
                made.starters().toArray(String[]::new)))
        .getFirst();
  }

  static Persona update(Statements tx, Persona changed) {
    return personas(
            tx.query(
                """
                update platform.personas set owner_id = $2, roles = $3, name = $4,
                  description = $5, instructions = $6, model_provider_id = $7, temperature = $8,
                  top_p = $9, max_tokens = $10, starters = $11, is_default = $12,
                  updated_at = now()
                where id = $1 returning
                """
                    + COLUMNS,
                changed.id(),
                changed.ownerId(),
                roles(changed),
                changed.name(),
                changed.description(),
                changed.instructions(),
                changed.modelProviderId(),
                changed.parameters().temperature(),
                changed.parameters().topP(),
                changed.parameters().maxTokens(),
                changed.starters().toArray(String[]::new),
                changed.isDefault()))
        .getFirst();
  }

  /** Before another one becomes the default. */
  static void clearDefault(Statements tx) {
    tx.query("update platform.personas set is_default = false where is_default");
  }

  /**
   * As a worker: out of everybody's sight, unless it became the default or somebody else's.
   *
   * @return whether it did
   */
  static boolean delete(Statements tx, Persona persona) {
    return tx.query(
                """
                update platform.personas set deleted_at = now()
                where id = $1 and owner_id is not distinct from $2 and not is_default
                  and deleted_at is null
                returning id
                """,
                persona.id(),
                persona.ownerId())
            .size()
        > 0;
  }

  private static String @Nullable [] roles(Persona persona) {
    return persona.audience().equals("roles") ? persona.roles().toArray(String[]::new) : null;
  }

  /** As a worker. */
  static void insertDefault(Statements tx, UUID organizationId, UUID applicationId) {
    tx.query(
        """
        insert into platform.personas (organization_id, application_id, name, is_default)
        values ($1, $2, 'Assistant', true)
        """,
        organizationId,
        applicationId);
  }

  /** As a worker: those that were deleted, the oldest deletion first. */
  static List<UUID> deleted(Statements tx, int limit) {
    var ids = new ArrayList<UUID>();
    tx.query(
            "select id from platform.personas where deleted_at is not null order by deleted_at limit $1",
            limit)
        .forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  /** As a worker: for good. */
  static void remove(Statements tx, UUID id) {
    tx.query("delete from platform.personas where id = $1 and deleted_at is not null", id);
  }

  private static List<Persona> personas(RowSet<Row> rows) {
    var personas = new ArrayList<Persona>(rows.size());
    for (var row : rows) {
      personas.add(persona(row));
    }
    return personas;
  }

  private static Persona persona(Row row) {
    var ownerId = row.getUUID("owner_id");
    var roles = row.getArrayOfStrings("roles");
    return new Persona(
        row.getUUID("id"),
        ownerId,
        ownerId != null ? "owner" : roles == null ? "everyone" : "roles",
        roles == null ? List.of() : List.of(roles),
        row.getString("name"),
        row.getString("description"),
        row.getString("instructions"),
        row.getUUID("model_provider_id"),
        new PersonaParameters(
            row.getDouble("temperature"), row.getDouble("top_p"), row.getInteger("max_tokens")),
        List.of(row.getArrayOfStrings("starters")),
        row.getBoolean("is_default"),
        row.getOffsetDateTime("created_at").toInstant(),
        row.getOffsetDateTime("updated_at").toInstant());
  }
}
