package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Statements;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By which addresses an application's users sign in. Accounts are for the workers' role alone,
 * which sees those of every organization: so each statement says whose it is for, and what it finds
 * is shown only of users whom the caller's own role sees.
 */
public final class AccountDirectory {
  private AccountDirectory() {}

  /** Those of them who have an account. */
  public static Map<UUID, AccountSummary> of(
      Statements tx, UUID organizationId, List<UUID> appUserIds) {
    var found = new HashMap<UUID, AccountSummary>();
    if (appUserIds.isEmpty()) {
      return found;
    }
    for (var row :
        tx.query(
            """
            select a.app_user_id, a.email::text as email, a.email_confirmed_at,
              exists (select from platform.factors f
                where f.organization_id = a.organization_id and f.application_id = a.application_id
                  and f.app_user_id = a.app_user_id and f.verified_at is not null) as has_factor
            from platform.accounts a
            where a.organization_id = $1 and a.app_user_id = any($2) and a.deleted_at is null
            """,
            organizationId,
            appUserIds.toArray(UUID[]::new))) {
      var confirmedAt = row.getOffsetDateTime("email_confirmed_at");
      found.put(
          row.getUUID("app_user_id"),
          new AccountSummary(
              row.getString("email"),
              confirmedAt == null ? null : confirmedAt.toInstant(),
              row.getBoolean("has_factor")));
    }
    return found;
  }

  /**
   * The newest of an application's users in whose address something stands, in whatever case.
   *
   * @param after only those who are older; null for all
   */
  public static List<UUID> find(
      Statements tx, Place place, String query, @Nullable UUID after, int limit) {
    var found = new ArrayList<UUID>();
    for (var row :
        tx.query(
            """
            select app_user_id from platform.accounts
            where organization_id = $1 and application_id = $2 and deleted_at is null
              and strpos(lower(email::text), lower($3)) > 0
              and ($4::uuid is null or app_user_id < $4)
            order by app_user_id desc limit $5
            """,
            place.organizationId(),
            place.applicationId(),
            query,
            after,
            limit)) {
      found.add(row.getUUID("app_user_id"));
    }
    return found;
  }

  /** Where somebody signs in. */
  public record Place(UUID organizationId, UUID applicationId) {}
}
