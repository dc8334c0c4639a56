package io.sardonyx.identity.login;

import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import java.util.UUID;

/** Somebody with a login session, in an organization of their own. */
public record People(UUID organization, UUID application, UUID user, UUID loginSession) {
  public static People create(Database database) {
    var people = new People(Ids.next(), Ids.next(), Ids.next(), Ids.next());
    database.asWorker(tx -> {
      tx.query(
          "insert into platform.organizations (id, name) values ($1, 'O')", people.organization());
      tx.query(
          """
          insert into platform.applications (id, organization_id, name, publishable_key)
          values ($1, $2, 'A', $3)
          """,
          people.application(),
          people.organization(),
          "pk_" + people.application());
      tx.query(
          """
          insert into platform.app_users
            (id, organization_id, application_id, external_id, display_name)
          values ($1, $2, $3, 'ann', 'Ann')
          """,
          people.user(),
          people.organization(),
          people.application());
      return tx.query(
          """
          insert into platform.login_sessions
            (id, organization_id, application_id, app_user_id, expires_at)
          values ($1, $2, $3, $4, now() + interval '1 day')
          """,
          people.loginSession(),
          people.organization(),
          people.application(),
          people.user());
    });
    return people;
  }

  public Principal principal(Database database) {
    return PrincipalCache.readLoginSession(database.working(), loginSession).orElseThrow();
  }
}
