package io.sardonyx.identity.applications;

import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Applications and their sealed secrets. */
final class ApplicationStore {
  private static final String COLUMNS =
      "id, name, is_workspace, is_active, publishable_key, sign_up_enabled, email_confirmation,"
          + " current_password_required, redirect_urls, created_at, updated_at";

  private static final String NAMED =
      """
      select a.organization_id, a.id, a.is_workspace, %s as is_secret, a.sign_up_enabled,
        a.email_confirmation, a.redirect_urls
      from platform.applications a
      """;

  private ApplicationStore() {}

  static Optional<ApplicationSecrets.Signer> findSigner(Statements tx, String publishableKey) {
    for (var row :
        tx.query(
            """
            select a.organization_id, a.id, s.sealed_secret, clock_timestamp() as read_at
            from platform.applications a
              join platform.application_secrets s on s.application_id = a.id
            where a.publishable_key = $1 and a.is_active
            """,
            publishableKey)) {
      return Optional.of(
          new ApplicationSecrets.Signer(
              row.getUUID("organization_id"),
              row.getUUID("id"),
              row.getBuffer("sealed_secret").getBytes(),
              row.getOffsetDateTime("read_at").toInstant()));
    }
    return Optional.empty();
  }

  static Optional<ApplicationKey> findByPublishableKey(Statements tx, String key) {
    return named(
        tx.query(NAMED.formatted("false") + "where a.publishable_key = $1 and a.is_active", key));
  }

  static Optional<ApplicationKey> findNamed(Statements tx, UUID id) {
    return named(tx.query(NAMED.formatted("false") + "where a.id = $1 and a.is_active", id));
  }

  /**
   * @param hash SHA-256 of the secret
   */
  static Optional<ApplicationKey> findBySecret(Statements tx, byte[] hash) {
    return named(
        tx.query(
            NAMED.formatted("true")
                + "join platform.application_secrets s on s.application_id = a.id"
                + " where s.secret_hash = $1 and a.is_active",
            Buffer.buffer(hash)));
  }

  private static Optional<ApplicationKey> named(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(
          new ApplicationKey(
              row.getUUID("organization_id"),
              row.getUUID("id"),
              row.getBoolean("is_workspace"),
              row.getBoolean("is_secret"),
              row.getBoolean("sign_up_enabled"),
              row.getBoolean("email_confirmation"),
              List.of(row.getArrayOfStrings("redirect_urls"))));
    }
    return Optional.empty();
  }

  static void putSecret(
      Statements tx, UUID organizationId, UUID applicationId, byte[] sealed, byte[] hash) {
    tx.query(
        """
        insert into platform.application_secrets
          (application_id, organization_id, sealed_secret, secret_hash)
        values ($1, $2, $3, $4)
        on conflict (application_id) do update
        set sealed_secret = $3, secret_hash = $4, created_at = now()
        """,
        applicationId,
        organizationId,
        Buffer.buffer(sealed),
        Buffer.buffer(hash));
  }

  /** A new application: its row, and the team that runs it. */
  record NewApplication(
      UUID id, UUID organizationId, String name, boolean isWorkspace, String publishableKey) {}

  static void insert(Statements tx, NewApplication application) {
    tx.query(
        """
        insert into platform.applications
          (id, organization_id, name, is_workspace, publishable_key)
        values ($1, $2, $3, $4, $5)
        """,
        application.id(),
        application.organizationId(),
        application.name(),
        application.isWorkspace(),
        application.publishableKey());
    tx.query(
        """
        insert into platform.teams (organization_id, application_id, name) values ($1, $2, $3)
        """,
        application.organizationId(),
        application.id(),
        application.name());
  }

  /** Whoever makes an application owns it; who is no customer user (a bot) does not. */
  static void insertOwner(Statements tx, UUID applicationId, Caller owner) {
    tx.query(
        """
        insert into platform.customer_user_teams
          (customer_user_id, team_id, organization_id, role)
        select u.customer_user_id, t.id, t.organization_id, 'owner'
        from platform.teams t, platform.app_users u
        where t.application_id = $1 and u.id = $2 and u.organization_id = t.organization_id
          and u.customer_user_id is not null
        """,
        applicationId,
        owner.userId());
  }

  static List<Application> list(Statements tx, @Nullable UUID after, int limit) {
    return applications(
        tx.query(
            "select %s from platform.applications where $1::uuid is null or id < $1 order by id desc limit $2"
                .formatted(COLUMNS),
            after,
            limit));
  }

  static Optional<Application> find(Statements tx, UUID id) {
    return applications(
            tx.query("select %s from platform.applications where id = $1".formatted(COLUMNS), id))
        .stream()
        .findFirst();
  }

  static Optional<Application> update(Statements tx, UUID id, PatchApplication change) {
    var redirectUrls = change.redirectUrls();
    return applications(
            tx.query(
                """
                update platform.applications set name = coalesce($2, name),
                  is_active = coalesce($3, is_active),
                  sign_up_enabled = coalesce($4, sign_up_enabled),
                  email_confirmation = coalesce($5, email_confirmation),
                  current_password_required = coalesce($6, current_password_required),
                  redirect_urls = coalesce($7, redirect_urls), updated_at = now()
                where id = $1 returning %s
                """
                    .formatted(COLUMNS),
                id,
                change.name(),
                change.isActive(),
                change.signUpEnabled(),
                change.emailConfirmation(),
                change.currentPasswordRequired(),
                redirectUrls == null ? null : redirectUrls.toArray(String[]::new)))
        .stream()
        .findFirst();
  }

  /**
   * As a worker: out of everybody's sight; a job removes what is in it.
   *
   * @return whether it was there
   */
  static boolean delete(Statements tx, UUID id) {
    return tx.query(
                """
                with gone as (
                  update platform.applications set deleted_at = now(), is_active = false
                  where id = $1 and deleted_at is null and not is_workspace returning id),
                disbanded as (
                  delete from platform.teams t using gone where t.application_id = gone.id)
                select id from gone
                """,
                id)
            .size()
        > 0;
  }

  private static List<Application> applications(RowSet<Row> rows) {
    var found = new ArrayList<Application>(rows.size());
    for (var row : rows) {
      found.add(
          new Application(
              row.getUUID("id"),
              row.getString("name"),
              row.getBoolean("is_workspace"),
              row.getBoolean("is_active"),
              row.getString("publishable_key"),
              row.getBoolean("sign_up_enabled"),
              row.getBoolean("email_confirmation"),
              row.getBoolean("current_password_required"),
              List.of(row.getArrayOfStrings("redirect_urls")),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return found;
  }

  static List<UUID> deleted(Statements tx, int limit) {
    var ids = new ArrayList<UUID>();
    tx.query(
            """
            select id from platform.applications
            where deleted_at is not null order by deleted_at limit $1
            """,
            limit)
        .forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }

  static void remove(Statements tx, UUID id) {
    tx.query("delete from platform.applications where id = $1 and deleted_at is not null", id);
  }
}
