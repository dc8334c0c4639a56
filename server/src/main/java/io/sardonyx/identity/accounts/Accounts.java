package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Statements;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Accounts in PostgreSQL, for those who sign people up and in: in their transactions, as the
 * workers' role.
 */
public final class Accounts {
  private static final String UNIQUE_VIOLATION = "23505";

  static final String SELECT =
      """
      select a.app_user_id, a.organization_id, a.application_id, u.customer_user_id,
        a.email::text as email, a.new_email::text as new_email, a.password_hash, a.role,
        a.user_metadata, a.app_metadata, a.email_confirmed_at, a.invited_at,
        a.confirmation_sent_at, a.recovery_sent_at, a.email_change_sent_at, a.last_sign_in_at,
        u.customer_user_id is not null or p.current_password_required as says_password,
        a.banned_until, a.password_expires_at, a.deleted_at, a.created_at, a.updated_at,
        (select coalesce(json_agg(json_build_object('id', f.id, 'friendly_name', f.friendly_name,
            'is_verified', f.verified_at is not null, 'created_at', f.created_at,
            'updated_at', f.updated_at) order by f.id), '[]')
          from platform.factors f
          where f.organization_id = a.organization_id and f.application_id = a.application_id
            and f.app_user_id = a.app_user_id) as factors%s
      from platform.accounts a
        join platform.app_users u on u.id = a.app_user_id
        join platform.applications p on p.id = a.application_id
      """;

  /** Those of the Workspace are found without it: their addresses are unique over all of them. */
  private static final String OF_EMAIL =
      """
      where a.email = $1::text::public.citext
        and case when $2::uuid is null then p.is_workspace else a.application_id = $2 end
      """;

  private Accounts() {}

  /**
   * @param knownAddress whether they signed in from this address lately
   * @param claimedHash of the password that somebody chose who has not confirmed the address; it
   *     lets nobody in
   */
  public record SignInAccount(Account account, boolean knownAddress, @Nullable String claimedHash) {
    /** Of the password that is tried; null where none can be right. */
    public @Nullable String hash() {
      return account.passwordHash() == null ? claimedHash : account.passwordHash();
    }
  }

  /**
   * @param applicationId null for the Workspace, whichever organization's
   */
  public static Optional<SignInAccount> signingIn(
      Statements tx, @Nullable UUID applicationId, String email, String address) {
    var known =
        """
        , exists (select from platform.login_sessions s
          where s.organization_id = a.organization_id and s.application_id = a.application_id
            and s.app_user_id = a.app_user_id and s.ip_address = $3::text::inet
            and s.created_at > now() - interval '90 days') as known_address,
        (select t.password_hash from platform.one_time_tokens t
          where t.app_user_id = a.app_user_id and t.purpose = 'signup'
            and a.email_confirmed_at is null) as claimed_hash
        """;
    for (var row : tx.query(SELECT.formatted(known) + OF_EMAIL, email, applicationId, address)) {
      return Optional.of(
          new SignInAccount(
              account(row), row.getBoolean("known_address"), row.getString("claimed_hash")));
    }
    return Optional.empty();
  }

  /**
   * @param applicationId null for the Workspace, whichever organization's
   */
  public static Optional<Account> find(Statements tx, @Nullable UUID applicationId, String email) {
    return first(tx.query(SELECT.formatted("") + OF_EMAIL, email, applicationId));
  }

  public static Optional<Account> find(Statements tx, UUID appUserId) {
    return first(tx.query(SELECT.formatted("") + "where a.app_user_id = $1", appUserId));
  }

  /** Whose a login session is; empty for somebody whom an application's backend vouched for. */
  public static Optional<Account> ofLoginSession(Statements tx, UUID loginSessionId) {
    return first(
        tx.query(
            SELECT.formatted("")
                + "where a.app_user_id = (select app_user_id from platform.login_sessions where id"
                + " = $1)",
            loginSessionId));
  }

  /**
   * Whoever makes an account with the address, or finds that there is one, waits for those who do
   * so at the same time.
   */
  public static void lockAddress(Statements tx, UUID applicationId, String email) {
    tx.query(
        "select pg_advisory_xact_lock(hashtextextended($1 || lower($2), 0))",
        applicationId.toString(),
        email);
  }

  /**
   * @return false when somebody has the address already
   */
  public static boolean insert(Statements tx, NewAccount account) {
    return tx.query(
                """
                insert into platform.accounts (app_user_id, organization_id, application_id, email,
                  password_hash, email_confirmed_at, user_metadata, app_metadata)
                values ($1, $2, $3, $4::text::public.citext, $5, case when $6 then now() end, $7, $8)
                on conflict (application_id, email) do nothing returning app_user_id
                """,
                account.appUserId(),
                account.organizationId(),
                account.applicationId(),
                account.email(),
                account.passwordHash(),
                account.confirmed(),
                new JsonObject(account.userMetadata()),
                new JsonObject(account.appMetadata()))
            .size()
        > 0;
  }

  /**
   * @param mustChange whether somebody else knows it: then it is good for a week
   */
  public static void putPassword(Statements tx, UUID appUserId, String hash, boolean mustChange) {
    tx.query(
        """
        update platform.accounts set password_hash = $2, updated_at = now(),
          password_expires_at = case when $3 then now() + interval '7 days' end
        where app_user_id = $1
        """,
        appUserId,
        hash,
        mustChange);
    tx.query(
        """
        update platform.customer_users set must_change_password = $2, is_invited = false
        where id = (select customer_user_id from platform.app_users where id = $1)
          and (must_change_password <> $2 or is_invited)
        """,
        appUserId,
        mustChange);
  }

  /** The same password, hashed with today's costs. */
  public static void rehash(Statements tx, UUID appUserId, String hash) {
    tx.query(
        "update platform.accounts set password_hash = $2 where app_user_id = $1", appUserId, hash);
  }

  /**
   * To be asked before a login session is made: who changes the password meanwhile waits, and finds
   * that session to end it.
   *
   * @param hash that somebody's password was compared with; null for who came without one
   * @return false when that is not the password any more
   */
  public static boolean recordSignIn(Statements tx, UUID appUserId, @Nullable String hash) {
    return tx.query(
                """
                update platform.accounts set last_sign_in_at = now()
                where app_user_id = $1 and ($2::text is null or password_hash = $2)
                """,
                appUserId,
                hash)
            .rowCount()
        > 0;
  }

  /**
   * The mailbox is theirs, as somebody has shown who read a mail that was sent there.
   *
   * @param claimedHash of the password that belongs to that mail, if it is the first and none was
   *     given by somebody who is believed
   */
  public static void confirm(Statements tx, UUID appUserId, @Nullable String claimedHash) {
    tx.query(
        """
        update platform.accounts
        set password_hash = case when email_confirmed_at is null
            then coalesce(password_hash, $2) else password_hash end,
          email_confirmed_at = coalesce(email_confirmed_at, now()), updated_at = now()
        where app_user_id = $1
        """,
        appUserId,
        claimedHash);
  }

  /**
   * What somebody asks for themselves makes a mail to an address that may be anybody's. So there
   * are pauses, each twice as long as the one before up to an hour, until one is confirmed or a day
   * has passed; and nobody is written to on behalf of two accounts within ten minutes.
   *
   * @return false while it has to wait
   */
  public static boolean askNewEmail(Statements tx, UUID appUserId, String email) {
    // Or many at once would not see each other.
    tx.query("select pg_advisory_xact_lock(hashtextextended(lower($1), 0))", email);
    return tx.query(
                """
                update platform.accounts a
                set new_email = $2::text::public.citext, email_change_sent_at = now(),
                  email_change_asks = case
                    when a.email_change_sent_at > now() - interval '1 day'
                    then a.email_change_asks + 1 else 1 end,
                  updated_at = now()
                where a.app_user_id = $1
                  and (a.email_change_sent_at is null or now() >= a.email_change_sent_at
                    + interval '1 minute' * least(60, 2 ^ least(a.email_change_asks - 1, 6)))
                  and not exists (
                    select from platform.accounts o
                    where o.new_email = $2::text::public.citext and o.app_user_id <> $1
                      and o.email_change_sent_at > now() - interval '10 minutes')
                returning a.app_user_id
                """,
                appUserId,
                email)
            .size()
        > 0;
  }

  public static void putNewEmail(Statements tx, UUID appUserId, String email) {
    tx.query(
        """
        update platform.accounts set new_email = $2::text::public.citext, updated_at = now()
        where app_user_id = $1
        """,
        appUserId,
        email);
  }

  /**
   * A confirmed address in place of the one before.
   *
   * @return false when somebody has it already
   */
  public static boolean putEmail(Statements tx, UUID appUserId, String email) {
    try {
      tx.query(
          """
          update platform.accounts set email = $2::text::public.citext, new_email = null,
            email_change_asks = 0, email_confirmed_at = now(), updated_at = now()
          where app_user_id = $1
          """,
          appUserId,
          email);
      tx.query(
          """
          update platform.customer_users set email = $2::text::public.citext, updated_at = now()
          where id = (select customer_user_id from platform.app_users where id = $1)
          """,
          appUserId,
          email);
      return true;
    } catch (PgException e) {
      if (UNIQUE_VIOLATION.equals(e.getSqlState())) {
        return false;
      }
      throw e;
    }
  }

  /** Given keys replace, null removes, the others stay. */
  public static void mergeMetadata(
      Statements tx, UUID appUserId, JsonObject ofUser, JsonObject ofApp) {
    tx.query(
        """
        update platform.accounts set user_metadata = platform.merge(user_metadata, $2),
          app_metadata = platform.merge(app_metadata, $3), updated_at = now()
        where app_user_id = $1
        """,
        appUserId,
        ofUser,
        ofApp);
  }

  public static void recordInvitation(Statements tx, UUID appUserId) {
    tx.query("update platform.accounts set invited_at = now() where app_user_id = $1", appUserId);
    tx.query(
        """
        update platform.customer_users set is_invited = true
        where id = (select customer_user_id from platform.app_users where id = $1)
        """,
        appUserId);
  }

  /** A new address is not theirs yet: its mail is noted with its token. */
  static void recordSent(Statements tx, UUID appUserId, TokenPurpose purpose) {
    switch (purpose) {
      case SIGNUP, INVITE -> recordSent(tx, appUserId, "confirmation_sent_at");
      case RECOVERY, MAGICLINK -> recordSent(tx, appUserId, "recovery_sent_at");
      case EMAIL_CHANGE -> OneTimeTokens.recordSent(tx, appUserId, purpose);
    }
  }

  private static void recordSent(Statements tx, UUID appUserId, String column) {
    tx.query(
        "update platform.accounts set %s = now() where app_user_id = $1".formatted(column),
        appUserId);
  }

  /**
   * Where they sign in, as they know it: the organization's own people by the organization's name.
   */
  public static String placeName(Statements tx, UUID applicationId) {
    for (var row :
        tx.query(
            """
            select case when a.is_workspace then o.name else a.name end as name
            from platform.applications a join platform.organizations o on o.id = a.organization_id
            where a.id = $1
            """,
            applicationId)) {
      return row.getString("name");
    }
    return "Sardonyx";
  }

  private static Optional<Account> first(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(account(row));
    }
    return Optional.empty();
  }

  static Account account(Row row) {
    return new Account(
        row.getUUID("app_user_id"),
        row.getUUID("organization_id"),
        row.getUUID("application_id"),
        row.getUUID("customer_user_id"),
        row.getString("email"),
        row.getString("new_email"),
        row.getString("password_hash"),
        row.getString("role"),
        row.getJsonObject("user_metadata").getMap(),
        row.getJsonObject("app_metadata").getMap(),
        row.getBoolean("says_password"),
        row.getJsonArray("factors").stream().map(JsonObject.class::cast).map(Factor::of).toList(),
        new Account.Times(
            time(row, "email_confirmed_at"),
            time(row, "invited_at"),
            time(row, "confirmation_sent_at"),
            time(row, "recovery_sent_at"),
            time(row, "email_change_sent_at"),
            time(row, "last_sign_in_at"),
            time(row, "banned_until"),
            time(row, "password_expires_at"),
            time(row, "deleted_at"),
            row.getOffsetDateTime("created_at").toInstant(),
            row.getOffsetDateTime("updated_at").toInstant()));
  }

  private static @Nullable Instant time(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }
}
