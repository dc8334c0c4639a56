package io.sardonyx.identity.people;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Teams and who is in them. */
final class TeamStore {
  private TeamStore() {}

  static UUID ofApplication(Statements tx, UUID applicationId) {
    return tx.query("select id from platform.teams where application_id = $1", applicationId)
        .iterator()
        .next()
        .getUUID("id");
  }

  static List<Team> list(Statements tx, @Nullable UUID after, int limit) {
    return teams(
        tx.query(
            """
            select id, application_id, name, created_at from platform.teams
            where $1::uuid is null or id < $1 order by id desc limit $2
            """,
            after,
            limit));
  }

  static Optional<Team> find(Statements tx, UUID id) {
    return teams(
            tx.query(
                "select id, application_id, name, created_at from platform.teams where id = $1",
                id))
        .stream()
        .findFirst();
  }

  static Optional<Team> rename(Statements tx, UUID id, String name) {
    return teams(
            tx.query(
                """
                update platform.teams set name = $2 where id = $1
                returning id, application_id, name, created_at
                """,
                id,
                name))
        .stream()
        .findFirst();
  }

  /**
   * Until the transaction ends nobody else changes who is in it: two cannot both go as the last.
   */
  static void lock(Statements tx, UUID id) {
    tx.query("select id from platform.teams where id = $1 for update", id);
  }

  static List<TeamMember> members(Statements tx, UUID teamId, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select c.id, c.email::text as email, u.display_name, m.role, m.created_at
            from platform.customer_user_teams m
              join platform.customer_users c on c.id = m.customer_user_id
              join platform.app_users u on u.customer_user_id = c.id
            where m.team_id = $1 and ($2::uuid is null or c.id < $2) order by c.id desc limit $3
            """,
            teamId,
            after,
            limit);
    var members = new ArrayList<TeamMember>(rows.size());
    for (var row : rows) {
      members.add(
          new TeamMember(
              row.getUUID("id"),
              row.getString("email"),
              row.getString("display_name"),
              row.getString("role"),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return members;
  }

  static Optional<String> role(Statements tx, UUID teamId, UUID customerUserId) {
    for (var row :
        tx.query(
            """
            select role from platform.customer_user_teams
            where team_id = $1 and customer_user_id = $2
            """,
            teamId,
            customerUserId)) {
      return Optional.of(row.getString("role"));
    }
    return Optional.empty();
  }

  /** Active ones, apart from one. */
  static long ownersBesides(Statements tx, UUID teamId, UUID customerUserId) {
    return tx.query(
            """
            select count(*) as owners from platform.customer_user_teams m
              join platform.customer_users c on c.id = m.customer_user_id and c.is_active
            where m.team_id = $1 and m.role = 'owner' and c.id <> $2
            """,
            teamId,
            customerUserId)
        .iterator()
        .next()
        .getLong("owners");
  }

  static void putMember(
      Statements tx, UUID organizationId, UUID teamId, UUID customerUserId, String role) {
    tx.query(
        """
        insert into platform.customer_user_teams
          (customer_user_id, team_id, organization_id, role)
        values ($1, $2, $3, $4)
        on conflict (customer_user_id, team_id) do update set role = $4
        """,
        customerUserId,
        teamId,
        organizationId,
        role);
  }

  static boolean removeMember(Statements tx, UUID teamId, UUID customerUserId) {
    return tx.query(
                """
                delete from platform.customer_user_teams
                where team_id = $1 and customer_user_id = $2 returning role
                """,
                teamId,
                customerUserId)
            .size()
        > 0;
  }

  private static List<Team> teams(RowSet<Row> rows) {
    var found = new ArrayList<Team>(rows.size());
    for (var row : rows) {
      found.add(
          new Team(
              row.getUUID("id"),
              row.getUUID("application_id"),
              row.getString("name"),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return found;
  }
}
