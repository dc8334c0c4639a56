package io.sardonyx.retention;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The SQL of removing for good who was deleted, as a worker. */
final class DeletedRecordStore {
  private DeletedRecordStore() {}

  /** An app user, wherever the rows repeat whose they are. */
  record Owner(UUID organizationId, UUID applicationId, UUID id) {}

  /** An application. */
  record Place(UUID organizationId, UUID id) {}

  /**
   * What one person may have very much of, in the order in which it goes: what hangs on it went
   * before, so that no row takes many others along. The rest goes with the person.
   */
  enum Kind {
    EVENTS(
        """
        delete from platform.events where (topic_id, seq) in (
          select e.topic_id, e.seq from platform.topics t
            join platform.events e on e.topic_id = t.id
          where t.organization_id = $1 and t.application_id = $2 and t.owner_id = $3 limit $4)
        """),
    TOPICS(
        """
        delete from platform.topics where id in (
          select id from platform.topics
          where organization_id = $1 and application_id = $2 and owner_id = $3 limit $4)
        """),
    MESSAGES(
        """
        delete from platform.chat_messages where id in (
          select id from platform.chat_messages
          where organization_id = $1 and application_id = $2 and user_id = $3 limit $4)
        """),
    SESSIONS(
        """
        delete from platform.chat_sessions where id in (
          select id from platform.chat_sessions
          where organization_id = $1 and application_id = $2 and user_id = $3 limit $4)
        """),
    LOGIN_SESSIONS(
        """
        delete from platform.login_sessions where id in (
          select id from platform.login_sessions
          where organization_id = $1 and application_id = $2 and app_user_id = $3 limit $4)
        """),
    IDEMPOTENCY_KEYS(
        """
        delete from platform.idempotency_keys where (app_user_id, key) in (
          select app_user_id, key from platform.idempotency_keys
          where organization_id = $1 and application_id = $2 and app_user_id = $3 limit $4)
          and organization_id = $1 and application_id = $2
        """);

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }
  }

  /**
   * @return how many went: fewer than the limit when there are no more
   */
  static int remove(Statements tx, Kind kind, Owner owner, int limit) {
    return tx.query(kind.sql, owner.organizationId(), owner.applicationId(), owner.id(), limit)
        .rowCount();
  }

  /** Those who were deleted, the first of them first. */
  static List<Owner> owners(Statements tx, int limit) {
    return owners(
        tx.query(
            """
            select organization_id, application_id, id from platform.app_users
            where deleted_at is not null order by deleted_at limit $1
            """,
            limit));
  }

  /** Whoever is in an application. */
  static List<Owner> ownersIn(Statements tx, Place application, UUID after, int limit) {
    return owners(
        tx.query(
            """
            select organization_id, application_id, id from platform.app_users
            where organization_id = $1 and application_id = $2 and id > $3 order by id limit $4
            """,
            application.organizationId(),
            application.id(),
            after,
            limit));
  }

  private static List<Owner> owners(RowSet<Row> rows) {
    var owners = new ArrayList<Owner>(rows.size());
    for (var row : rows) {
      owners.add(
          new Owner(
              row.getUUID("organization_id"), row.getUUID("application_id"), row.getUUID("id")));
    }
    return owners;
  }

  static void removeOwner(Statements tx, UUID id) {
    tx.query("delete from platform.app_users where id = $1", id);
  }

  /** Those that were deleted, the first of them first. */
  static List<Place> applications(Statements tx, int limit) {
    var places = new ArrayList<Place>();
    for (var row :
        tx.query(
            """
            select organization_id, id from platform.applications
            where deleted_at is not null order by deleted_at limit $1
            """,
            limit)) {
      places.add(new Place(row.getUUID("organization_id"), row.getUUID("id")));
    }
    return places;
  }

  static void removeApplication(Statements tx, UUID id) {
    tx.query("delete from platform.applications where id = $1 and deleted_at is not null", id);
  }
}
