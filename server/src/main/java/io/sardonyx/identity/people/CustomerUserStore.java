package io.sardonyx.identity.people;

import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.NewAccount;
import io.sardonyx.identity.appusers.AppUsers;
import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customer users. */
final class CustomerUserStore {
  /** By the name that they go by, which they choose themselves. */
  private static final String SELECT =
      """
      select c.id, c.email::text as email, u.display_name, m.role, c.is_active,
        c.must_change_password, c.is_invited, c.has_second_factor, u.id as app_user_id,
        u.last_login_at, c.created_at, c.updated_at
      from platform.customer_users c
        join platform.app_users u on u.customer_user_id = c.id
        left join platform.teams t on t.application_id = u.application_id
        left join platform.customer_user_teams m on m.customer_user_id = c.id and m.team_id = t.id
      """;

  private CustomerUserStore() {}

  static void insert(Statements tx, NewCustomerUser person) {
    tx.query(
        """
        insert into platform.customer_users (id, organization_id, email, display_name)
        values ($1, $2, $3::text::public.citext, $4)
        """,
        person.id(),
        person.organizationId(),
        person.email(),
        person.displayName());
    tx.query(
        """
        insert into platform.app_users (id, organization_id, application_id, external_id,
          customer_user_id, display_name)
        values ($1, $2, $3, $4::uuid::text, $4, $5)
        """,
        person.appUserId(),
        person.organizationId(),
        person.workspaceId(),
        person.id(),
        person.displayName());
    var unused =
        Accounts.insert(
            tx,
            NewAccount.plain(
                person.appUserId(),
                person.organizationId(),
                person.workspaceId(),
                person.email(),
                null));
    EventLog.createTopic(
        tx,
        AppUserTopic.of(person.appUserId()),
        person.organizationId(),
        person.workspaceId(),
        person.appUserId());
  }

  /**
   * @param query what stands in their name or address; null for everybody
   * @param notInTeam only who is not in this one; null for any
   */
  static List<CustomerUser> list(
      Statements tx,
      @Nullable String query,
      @Nullable UUID notInTeam,
      @Nullable UUID after,
      int limit) {
    return people(
        tx.query(
            SELECT
                + """
                where ($1::text is null or strpos(
                    lower(concat_ws(chr(10), u.display_name, c.email::text)), lower($1)) > 0)
                  and ($2::uuid is null or not exists (
                    select from platform.customer_user_teams o
                    where o.customer_user_id = c.id and o.team_id = $2))
                  and ($3::uuid is null or c.id < $3)
                order by c.id desc limit $4
                """,
            query,
            notInTeam,
            after,
            limit));
  }

  static Optional<CustomerUser> find(Statements tx, UUID id) {
    return people(tx.query(SELECT + " where c.id = $1", id)).stream().findFirst();
  }

  static void update(
      Statements tx, UUID id, @Nullable String displayName, @Nullable Boolean active) {
    tx.query(
        """
        update platform.customer_users set display_name = coalesce($2, display_name),
          is_active = coalesce($3, is_active), updated_at = now()
        where id = $1
        """,
        id,
        displayName,
        active);
    if (displayName != null) {
      tx.query(
          """
          update platform.app_users set display_name = $2, updated_at = now()
          where customer_user_id = $1
          """,
          id,
          displayName);
    }
  }

  /** As a worker; with them go their places in teams, and out of sight what is theirs. */
  static void delete(Statements tx, CustomerUser person) {
    var unused = AppUsers.delete(tx, person.appUserId());
    tx.query("delete from platform.customer_users where id = $1", person.id());
  }

  private static List<CustomerUser> people(RowSet<Row> rows) {
    var found = new ArrayList<CustomerUser>(rows.size());
    for (var row : rows) {
      var lastLoginAt = row.getOffsetDateTime("last_login_at");
      found.add(
          new CustomerUser(
              row.getUUID("id"),
              row.getString("email"),
              row.getString("display_name"),
              row.getString("role"),
              row.getBoolean("is_active"),
              row.getBoolean("must_change_password"),
              row.getBoolean("is_invited"),
              row.getBoolean("has_second_factor"),
              row.getUUID("app_user_id"),
              lastLoginAt == null ? null : lastLoginAt.toInstant(),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return found;
  }
}
