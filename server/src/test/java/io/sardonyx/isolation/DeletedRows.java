package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;

/** What is deleted and waits for the job that removes it: nobody's to see. */
final class DeletedRows {
  /** Of somebody: their organization, their application, they. */
  static final String PROJECT =
      """
      insert into platform.projects (organization_id, application_id, user_id, name, deleted_at)
      values (?, ?, ?, 'deleted', now())
      """;

  private static final String LOST = "lost with their application";

  private DeletedRows() {}

  /** In this application, and a neighbour of it as a whole. */
  static void plant(Connection superuser, Someone someone) throws SQLException {
    var organization = someone.organization();
    var application = someone.application();
    Seed.insert(
        superuser,
        """
        insert into platform.personas (organization_id, application_id, name, deleted_at)
        values (?, ?, 'deleted', now())
        """,
        organization,
        application);
    Seed.insert(
        superuser,
        """
        insert into platform.app_users
          (organization_id, application_id, external_id, display_name, deleted_at)
        values (?, ?, 'deleted', 'deleted', now())
        """,
        organization,
        application);
    Seed.insert(
        superuser,
        """
        with gone as (
          insert into platform.applications
            (organization_id, name, publishable_key, is_active, deleted_at)
          values (?, 'deleted with ' || ?, 'deleted with ' || ?, false, now())
          returning organization_id, id)
        insert into platform.app_users (organization_id, application_id, external_id, display_name)
        select organization_id, id, '%s', 'of one that is deleted' from gone
        """
            .formatted(LOST),
        organization,
        application.toString(),
        application.toString());
  }

  static boolean isInAnApplicationThatIsThere(Someone caller, Rule.Row row) {
    return !row.json().contains("\"external_id\": \"" + LOST + "\"");
  }
}
