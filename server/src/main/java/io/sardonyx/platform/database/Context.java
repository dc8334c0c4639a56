package io.sardonyx.platform.database;

import io.sardonyx.platform.caller.Caller;
import io.vertx.sqlclient.Tuple;

/** The caller as row-level security sees them, for one transaction. */
record Context(Tuple settings) {
  static final String SQL =
      "select set_config('sardonyx.organization', $1, true),"
          + " set_config('sardonyx.application', $2, true),"
          + " set_config('sardonyx.user', $3, true),"
          + " set_config('sardonyx.role', $4, true)";

  /** The workers' role decides by its grants and needs no caller. */
  static final Context NOBODY = new Context(Tuple.of("", "", "", ""));

  static Context of(Caller caller) {
    return new Context(
        Tuple.of(
            caller.organizationId().toString(),
            caller.applicationId().toString(),
            caller.userId().toString(),
            caller.role().databaseName()));
  }

  boolean isNobody() {
    return this == NOBODY;
  }
}
