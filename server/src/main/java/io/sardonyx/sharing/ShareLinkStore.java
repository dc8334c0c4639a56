package io.sardonyx.sharing;

import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of share links. */
final class ShareLinkStore {
  private ShareLinkStore() {}

  /** Whose chat a secret opens. */
  record Opened(
      UUID sessionId,
      UUID organizationId,
      UUID applicationId,
      UUID ownerId,
      boolean requiresLogin) {}

  /** In place of the one before; empty if the session is not the caller's. */
  static Optional<ShareLink> put(
      Statements tx,
      UUID sessionId,
      byte[] tokenHash,
      boolean requiresLogin,
      @Nullable Instant expiresAt) {
    return first(
        tx.query(
            """
            insert into platform.share_links (session_id, organization_id, application_id, user_id,
              token_hash, requires_login, expires_at)
            select id, organization_id, application_id, user_id, $2, $3, $4
            from platform.chat_session_overviews
            where id = $1 and user_id = (select platform.caller_user()) and deleted_at is null
            on conflict (session_id) do update set token_hash = excluded.token_hash,
              requires_login = excluded.requires_login, expires_at = excluded.expires_at,
              created_at = now()
            returning session_id, requires_login, expires_at, created_at
            """,
            sessionId,
            Buffer.buffer(tokenHash),
            requiresLogin,
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC)));
  }

  static Optional<ShareLink> find(Statements tx, UUID sessionId) {
    return first(
        tx.query(
            """
            select l.session_id, l.requires_login, l.expires_at, l.created_at
            from platform.share_links l join platform.chat_session_overviews s on s.id = l.session_id
            where l.session_id = $1 and s.deleted_at is null
            """,
            sessionId));
  }

  static boolean delete(Statements tx, UUID sessionId) {
    return tx.query("delete from platform.share_links where session_id = $1", sessionId).rowCount()
        > 0;
  }

  /** As a worker: whoever has the secret needs no other right. */
  static Optional<Opened> open(Statements tx, byte[] tokenHash) {
    for (var row :
        tx.query(
            """
            select l.session_id, l.organization_id, l.application_id, l.user_id, l.requires_login
            from platform.share_links l
            where l.token_hash = $1 and (l.expires_at is null or l.expires_at > now())
            """,
            Buffer.buffer(tokenHash))) {
      return Optional.of(
          new Opened(
              row.getUUID("session_id"),
              row.getUUID("organization_id"),
              row.getUUID("application_id"),
              row.getUUID("user_id"),
              row.getBoolean("requires_login")));
    }
    return Optional.empty();
  }

  private static Optional<ShareLink> first(Iterable<Row> rows) {
    for (var row : rows) {
      var expiresAt = row.getOffsetDateTime("expires_at");
      return Optional.of(
          new ShareLink(
              row.getUUID("session_id"),
              row.getBoolean("requires_login"),
              expiresAt == null ? null : expiresAt.toInstant(),
              row.getOffsetDateTime("created_at").toInstant()));
    }
    return Optional.empty();
  }
}
