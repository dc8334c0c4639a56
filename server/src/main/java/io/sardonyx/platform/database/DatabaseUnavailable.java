package io.sardonyx.platform.database;

/**
 * PostgreSQL cannot be reached, is restarting, is full or did not answer in time; answered with
 * 503. What was being written may or may not have been committed: the writer repeats it with the
 * same id.
 */
public final class DatabaseUnavailable extends RuntimeException {
  public DatabaseUnavailable(Throwable cause) {
    super("The database is not available at the moment.", cause, false, false);
  }
}
