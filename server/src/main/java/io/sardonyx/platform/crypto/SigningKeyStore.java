package io.sardonyx.platform.crypto;

import io.sardonyx.platform.database.Database;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The signing keys in the database, which has them sealed. */
record SigningKeyStore(Database database) {
  private static final long LOCK = 7_203_155_209_846_251L;

  record Row(
      String id,
      byte[] sealedPrivateKey,
      String publicJwk,
      Instant activeFrom,
      Instant expiresAt) {}

  List<Row> all() {
    var rows =
        database
            .working()
            .query(
                """
                select id, sealed_private_key, public_jwk, active_from, expires_at
                from system.signing_keys order by active_from
                """);
    var keys = new ArrayList<Row>(rows.size());
    for (var row : rows) {
      keys.add(
          new Row(
              row.getString("id"),
              row.getBuffer("sealed_private_key").getBytes(),
              row.getJsonObject("public_jwk").encode(),
              row.getOffsetDateTime("active_from").toInstant(),
              row.getOffsetDateTime("expires_at").toInstant()));
    }
    return keys;
  }

  /** Nodes that find at once that a key is due make one between them. */
  void insertUnlessPresent(Row key, Instant now) {
    database.asWorker(tx -> {
      tx.query("select pg_advisory_xact_lock($1)", LOCK);
      return tx.query(
          """
          insert into system.signing_keys
            (id, sealed_private_key, public_jwk, created_at, active_from, expires_at)
          select $1, $2, $3, $4, $5, $6
          where not exists (select from system.signing_keys
            where active_from between $5::timestamptz - interval '1 hour'
              and $5::timestamptz + interval '1 hour')
          """,
          key.id(),
          Buffer.buffer(key.sealedPrivateKey()),
          new JsonObject(key.publicJwk()),
          now.atOffset(ZoneOffset.UTC),
          key.activeFrom().atOffset(ZoneOffset.UTC),
          key.expiresAt().atOffset(ZoneOffset.UTC));
    });
  }

  void deleteExpiredBefore(Instant moment) {
    database
        .working()
        .query(
            "delete from system.signing_keys where expires_at < $1",
            moment.atOffset(ZoneOffset.UTC));
  }
}
