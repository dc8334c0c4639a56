package io.sardonyx.identity.factors;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;

/** Recovery codes in PostgreSQL, which knows their hashes only, as the workers' role. */
final class RecoveryCodeStore {
  private RecoveryCodeStore() {}

  static void insert(Statements tx, Account of, List<byte[]> hashes) {
    for (var hash : hashes) {
      tx.query(
          """
          insert into platform.recovery_codes (organization_id, application_id, app_user_id, hash)
          values ($1, $2, $3, $4)
          """,
          of.organizationId(),
          of.applicationId(),
          of.appUserId(),
          Buffer.buffer(hash));
    }
  }

  /**
   * @return whether it was still good
   */
  static boolean use(Statements tx, UUID appUserId, byte[] hash) {
    return tx.query(
                """
                update platform.recovery_codes set used_at = now()
                where app_user_id = $1 and hash = $2 and used_at is null returning hash
                """,
                appUserId,
                Buffer.buffer(hash))
            .size()
        > 0;
  }

  static int countLeft(Statements tx, UUID appUserId) {
    return tx.query(
            """
            select count(*)::integer as codes from platform.recovery_codes
            where app_user_id = $1 and used_at is null
            """,
            appUserId)
        .iterator()
        .next()
        .getInteger("codes");
  }

  static void deleteAll(Statements tx, UUID appUserId) {
    tx.query("delete from platform.recovery_codes where app_user_id = $1", appUserId);
  }
}
