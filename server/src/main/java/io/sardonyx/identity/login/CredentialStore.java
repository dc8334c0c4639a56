package io.sardonyx.identity.login;

import io.sardonyx.platform.database.Statements;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passwords, apart from the people: only the workers' role can read them. */
final class CredentialStore {
  private CredentialStore() {}

  /**
   * @param passwordHash null for somebody who has no password yet
   * @param knownAddress whether they signed in from this address lately
   */
  record Account(
      UUID organizationId,
      UUID customerUserId,
      UUID applicationId,
      UUID appUserId,
      @Nullable String passwordHash,
      boolean knownAddress) {}

  static Optional<Account> find(Statements tx, String email, String address) {
    for (var row :
        tx.query(
            """
            select c.organization_id, c.id, u.application_id, u.id as app_user_id,
              k.password_hash, exists (
                select from platform.login_sessions s
                where s.organization_id = u.organization_id
                  and s.application_id = u.application_id and s.app_user_id = u.id
                  and s.ip_address = $2::text::inet
                  and s.created_at > now() - interval '90 days') as known_address
            from platform.customer_users c
              join platform.app_users u on u.customer_user_id = c.id
              left join platform.credentials k on k.customer_user_id = c.id
            where c.email = $1::text::public.citext
            """,
            email,
            address)) {
      return Optional.of(
          new Account(
              row.getUUID("organization_id"),
              row.getUUID("id"),
              row.getUUID("application_id"),
              row.getUUID("app_user_id"),
              row.getString("password_hash"),
              row.getBoolean("known_address")));
    }
    return Optional.empty();
  }

  static Optional<Account> ofUser(Statements tx, UUID appUserId) {
    for (var row :
        tx.query(
            """
            select u.organization_id, c.id, u.application_id, k.password_hash
            from platform.app_users u
              join platform.customer_users c on c.id = u.customer_user_id
              left join platform.credentials k on k.customer_user_id = c.id
            where u.id = $1
            """,
            appUserId)) {
      return Optional.of(
          new Account(
              row.getUUID("organization_id"),
              row.getUUID("id"),
              row.getUUID("application_id"),
              appUserId,
              row.getString("password_hash"),
              true));
    }
    return Optional.empty();
  }

  static void put(
      Statements tx, UUID organizationId, UUID customerUserId, Passwords.Prepared password) {
    tx.query(
        """
        insert into platform.credentials (customer_user_id, organization_id, password_hash)
        values ($1, $2, $3)
        on conflict (customer_user_id) do update set password_hash = $3, updated_at = now()
        """,
        customerUserId,
        organizationId,
        password.hash());
    tx.query(
        "update platform.customer_users set must_change_password = $2 where id = $1",
        customerUserId,
        password.mustChange());
  }

  static void rehash(Statements tx, UUID customerUserId, String hash) {
    tx.query(
        "update platform.credentials set password_hash = $2 where customer_user_id = $1",
        customerUserId,
        hash);
  }
}
