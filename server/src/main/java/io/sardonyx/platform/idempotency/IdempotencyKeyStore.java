package io.sardonyx.platform.idempotency;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserKey;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that a caller has used, and what was answered. */
final class IdempotencyKeyStore {
  private IdempotencyKeyStore() {}

  /**
   * An earlier request with the key.
   *
   * @param status of its answer; null while it has none
   * @param answer sealed
   * @param old whether it was begun so long ago that it will never have one
   */
  record Earlier(byte[] hash, @Nullable Integer status, byte @Nullable [] answer, boolean old) {}

  /** Whether the key was free and is the request's now. */
  static boolean claim(Statements tx, Caller caller, String key, byte[] hash) {
    return tx.query(
                """
                insert into platform.idempotency_keys
                  (organization_id, application_id, app_user_id, key, request_hash)
                values ($1, $2, $3, $4, $5)
                on conflict do nothing
                """,
                caller.organizationId(),
                caller.applicationId(),
                caller.userId(),
                key,
                Buffer.buffer(hash))
            .rowCount()
        == 1;
  }

  static Optional<Earlier> find(Statements tx, Caller caller, String key, Duration patience) {
    for (var row :
        tx.query(
            """
            select request_hash, status, answer,
              created_at < now() - make_interval(secs => $3) as old
            from platform.idempotency_keys
            where app_user_id = $1 and key = $2
            """,
            caller.userId(),
            key,
            (double) patience.toSeconds())) {
      return Optional.of(earlier(row));
    }
    return Optional.empty();
  }

  static void answer(Statements tx, Caller caller, String key, int status, byte[] sealed) {
    tx.query(
        """
        update platform.idempotency_keys set status = $3, answer = $4
        where app_user_id = $1 and key = $2
        """,
        caller.userId(),
        key,
        (short) status,
        Buffer.buffer(sealed));
  }

  static void release(Statements tx, Caller caller, String key) {
    tx.query(
        "delete from platform.idempotency_keys where app_user_id = $1 and key = $2 and status is null",
        caller.userId(),
        key);
  }

  static int deleteOlderThan(Statements tx, Duration age) {
    return tx.query(
            "delete from platform.idempotency_keys where created_at < now() - make_interval(secs => $1)",
            (double) age.toSeconds())
        .rowCount();
  }

  static int deleteOfUser(Statements tx, UserKey user, int limit) {
    return tx.query(
            """
            delete from platform.idempotency_keys where (app_user_id, key) in (
              select app_user_id, key from platform.idempotency_keys
              where organization_id = $1 and application_id = $2 and app_user_id = $3 limit $4)
              and organization_id = $1 and application_id = $2
            """,
            user.organizationId(),
            user.applicationId(),
            user.userId(),
            limit)
        .rowCount();
  }

  private static Earlier earlier(Row row) {
    var status = row.getShort("status");
    var answer = row.getBuffer("answer");
    return new Earlier(
        row.getBuffer("request_hash").getBytes(),
        status == null ? null : (int) status,
        answer == null ? null : answer.getBytes(),
        row.getBoolean("old"));
  }
}
