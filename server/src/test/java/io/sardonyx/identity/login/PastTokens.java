package io.sardonyx.identity.login;

import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.tokens.AccessTokens;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.crypto.SigningKeys;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.testing.Home;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/**
 * Access tokens as the node of a home signed them some time ago: with its key, by its own code, for
 * a login session that it knows. Only the time is another.
 */
public final class PastTokens implements AutoCloseable {
  private static final String ISSUER = "urn:sardonyx";

  private final Vertx vertx = Vertx.vertx();
  private final Database database;
  private final SigningKeys keys;

  private PastTokens(DatabaseLogin workers, RootKey rootKey) {
    this.database = Database.open(vertx, workers, workers, 2);
    this.keys = new SigningKeys(database, new Sealing(rootKey), InstantSource.system());
  }

  public static PastTokens of(Home home) {
    try {
      return of(home.workers(), RootKey.ofFile(home.path().resolve("root.key")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static PastTokens of(DatabaseLogin workers, RootKey rootKey) {
    return new PastTokens(workers, rootKey);
  }

  /**
   * @param loginSession one that goes on
   */
  public String signed(UUID loginSession, Duration ago) {
    return signed(loginSession, loginSession, ago);
  }

  /** A fresh one, for another login session of the same user, which nobody revoked but is over. */
  public String ofEndedLoginSession(UUID like) {
    var ended = Ids.next();
    database
        .working()
        .query(
            """
            insert into platform.login_sessions
              (id, organization_id, application_id, app_user_id, expires_at)
            select $1, organization_id, application_id, app_user_id, now() - interval '1 second'
            from platform.login_sessions where id = $2
            """,
            ended,
            like);
    return signed(ended, like, Duration.ZERO);
  }

  @Override
  public void close() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private String signed(UUID named, UUID like, Duration ago) {
    var principal = PrincipalCache.readLoginSession(database.working(), like).orElseThrow();
    InstantSource then = () -> Instant.now().minus(ago);
    return new AccessTokens(keys, ISSUER, then).issue(named, principal, 1, Map.of()).value();
  }
}
