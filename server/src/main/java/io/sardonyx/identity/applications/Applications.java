package io.sardonyx.identity.applications;

import io.sardonyx.identity.applications.ApplicationStore.NewApplication;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import java.util.UUID;

/** What an organization builds on us. */
public class Applications {
  static final String WORKSPACE = "Workspace";

  private Applications() {}

  /**
   * The application for the organization's own people, with its team. It has no secret: nobody but
   * a sign-in vouches for them.
   */
  public static UUID createWorkspace(Statements tx, UUID organizationId) {
    var id = Ids.next();
    ApplicationStore.insert(
        tx,
        new NewApplication(id, organizationId, WORKSPACE, true, ApplicationSecrets.make("pk_")));
    return id;
  }
}
