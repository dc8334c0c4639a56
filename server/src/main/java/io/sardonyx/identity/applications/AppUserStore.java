package io.sardonyx.identity.applications;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.events.Topic;
import java.util.UUID;

/** App users. */
final class AppUserStore {
  private AppUserStore() {}

  /** Many requests may see somebody for the first time at once: one of them makes the row. */
  static boolean insertAtFirstSight(
      Statements tx, UUID organizationId, UUID applicationId, String externalId) {
    var id = Ids.next();
    var made =
        tx.query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            values ($1, $2, $3, $4, left($4, 200))
            on conflict (application_id, external_id) do nothing returning id
            """,
            id,
            organizationId,
            applicationId,
            externalId);
    if (made.size() > 0) {
      EventLog.createTopic(tx, Topic.appUser(id), organizationId, applicationId, id);
    }
    return made.size() > 0;
  }
}
