package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An application's accounts, page by page, as the workers' role. */
public final class AccountPages {
  private static final String WHERE =
      """
      where a.application_id = $1 and ($2::text is null
        or strpos(lower(a.email::text), lower($2)) > 0
        or strpos(lower(a.user_metadata->>'full_name'), lower($2)) > 0)
      """;

  private AccountPages() {}

  /**
   * Which accounts.
   *
   * @param filter what stands in the address or the full name, in whatever case; null for all
   */
  public record AccountQuery(UUID applicationId, @Nullable String filter, boolean oldestFirst) {}

  public static List<Account> list(Statements tx, AccountQuery query, int offset, int limit) {
    var direction = query.oldestFirst() ? "asc" : "desc";
    var accounts = new ArrayList<Account>();
    for (var row :
        tx.query(
            Accounts.SELECT.formatted("")
                + WHERE
                + "order by a.created_at %1$s, a.app_user_id %1$s offset $3 limit $4"
                    .formatted(direction),
            query.applicationId(),
            query.filter(),
            offset,
            limit)) {
      accounts.add(Accounts.account(row));
    }
    return accounts;
  }

  public static long count(Statements tx, AccountQuery query) {
    return tx.query(
            "select count(*) as all from platform.accounts a " + WHERE,
            query.applicationId(),
            query.filter())
        .iterator()
        .next()
        .getLong("all");
  }
}
