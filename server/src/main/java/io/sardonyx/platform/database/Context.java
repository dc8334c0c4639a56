package io.sardonyx.platform.database;

import io.sardonyx.platform.caller.Caller;

/** The caller as row-level security sees them, for one transaction. All of it is ASCII. */
record Context(String organization, String application, String user, String role) {
  /** The workers' role decides by its grants and needs no caller. */
  static final Context NOBODY = new Context("", "", "", "");

  static Context of(Caller caller) {
    return new Context(
        caller.organizationId().toString(),
        caller.applicationId().toString(),
        caller.userId().toString(),
        caller.role().databaseName());
  }

  boolean isNobody() {
    return this == NOBODY;
  }
}
