package io.sardonyx.identity.accounts;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.database.Statements;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an application's backend says of an account: in its transaction, as the workers' role. */
public final class AccountStatus {
  private AccountStatus() {}

  /**
   * @param until null for nobody who is kept out
   */
  public static void ban(Statements tx, UUID appUserId, @Nullable Instant until) {
    tx.query(
        "update platform.accounts set banned_until = $2, updated_at = now() where app_user_id = $1",
        appUserId,
        until == null ? null : until.atOffset(ZoneOffset.UTC));
  }

  public static void putRole(Statements tx, UUID appUserId, String role) {
    tx.query(
        "update platform.accounts set role = $2, updated_at = now() where app_user_id = $1",
        appUserId,
        role);
  }

  /**
   * Nobody signs in with it any more, and its address is free. What is its user's stays. In place
   * of the address is a hash, by which whoever knows both finds it again.
   *
   * @return false when it was deleted before
   */
  public static boolean delete(Statements tx, Account account) {
    var id = account.appUserId();
    var hidden =
        Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(id + account.email()));
    OneTimeTokens.forget(tx, id);
    return tx.query(
                """
                update platform.accounts
                set deleted_at = now(), updated_at = now(), email = $2::text::public.citext,
                  new_email = null, password_hash = null
                where app_user_id = $1 and deleted_at is null
                """,
                id,
                hidden)
            .rowCount()
        > 0;
  }
}
