package io.sardonyx.platform.database;

import io.sardonyx.platform.caller.Caller;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * The way to PostgreSQL. Requests run as a role that row-level security binds, in the name of a
 * caller; work that has no caller (signing in, jobs) runs as the workers' role, whose grants are
 * narrow.
 *
 * <p>A single statement goes out with the caller's context in one transaction and one write: the
 * context costs no round trip. It is local to the transaction, so a connection that goes back to
 * the pool knows nobody.
 */
public final class Database implements AutoCloseable {
  private static final int PIPELINING_LIMIT = 256;
  private static final int PREPARED_STATEMENTS = 512;

  /**
   * The client plans a statement that is longer than its limit (2,048 characters, unless told) anew
   * each time, which costs a page of messages five times what reading it does.
   */
  private static final int LONGEST_STATEMENT = 16_384;

  private final Connections api;
  private final Connections workers;
  private final Connections background;

  private Database(Connections api, Connections workers, Connections background) {
    this.api = api;
    this.workers = workers;
    this.background = background;
  }

  /**
   * How many there are for requests.
   *
   * @param set by whoever runs the server
   */
  public static int connections(OptionalInt set) {
    return set.orElse(Math.max(8, 4 * Runtime.getRuntime().availableProcessors()));
  }

  public static Database open(
      Vertx vertx, DatabaseLogin api, DatabaseLogin workers, int apiConnections) {
    int beside = Math.max(4, apiConnections / 4);
    return new Database(
        new Connections(vertx, options(api), apiConnections),
        new Connections(vertx, options(workers), beside),
        new Connections(vertx, options(workers), beside));
  }

  /**
   * For jobs: what they do as the workers' role goes through connections of their own. A statement
   * of theirs may take a minute, and nobody who signs in waits for it.
   */
  public Database background() {
    return new Database(api, background, background);
  }

  /** Each statement is a read-only transaction of its own. */
  public Statements reading(Caller caller) {
    return new AutoCommitStatements(api, Context.of(caller), true, Await.API);
  }

  /** Each statement is a transaction of its own; when it returns, it is committed. */
  public Statements writing(Caller caller) {
    return new AutoCommitStatements(api, Context.of(caller), false, Await.API);
  }

  /** Several statements in one transaction, committed when {@code work} returns. */
  public <T> T as(Caller caller, Function<Statements, T> work) {
    return Transaction.run(api, Context.of(caller), Await.API, work);
  }

  /**
   * For functions that say themselves, row by row, in whose name they act: until they do, they see
   * nothing. Each statement is a transaction of its own.
   */
  public Statements unnamed() {
    return new AutoCommitStatements(api, Context.NOBODY, false, Await.API);
  }

  /** As the workers' role: each statement is a transaction of its own. */
  public Statements working() {
    return new AutoCommitStatements(workers, Context.NOBODY, false, Await.WORKERS);
  }

  /** As the workers' role: several statements in one transaction. */
  public <T> T asWorker(Function<Statements, T> work) {
    return Transaction.run(workers, Context.NOBODY, Await.WORKERS, work);
  }

  @Override
  public void close() {
    api.close();
    workers.close();
    background.close();
  }

  private static PgConnectOptions options(DatabaseLogin login) {
    return new PgConnectOptions()
        .setHost(login.host())
        .setPort(login.port())
        .setDatabase(login.database())
        .setUser(login.user())
        .setPassword(login.password())
        .setSslMode(login.sslMode())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(PREPARED_STATEMENTS)
        .setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT)
        .setPipeliningLimit(PIPELINING_LIMIT)
        .addProperty("application_name", "sardonyx");
  }
}
