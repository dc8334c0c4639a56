package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Somebody who becomes an owner while an administrator is about to change them. */
class RisingOwnerIT {
  private static final String PASSWORD = "a password for tests";
  private static final String TOLD = "chosen by the administrator";

  private static Http nobody;
  private static Http owner;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
    owner = nobody.signedInAsAdmin();
  }

  /** The last word is that of the transaction: who is an owner by then is not to be changed. */
  @Test
  void whoBecomesAnOwnerMeanwhileIsNotResetByAnAdministrator() throws Exception {
    var admin = person("admin");
    var http = nobody.joined(admin.email, TOLD, PASSWORD);
    var resets =
        Map.<String, Function<Person, Http.Answer>>of(
            "password", who -> http.post(who.path() + "/password-reset", ""),
            "factors", who -> http.delete(who.path() + "/factors"),
            "deletion", who -> http.delete(who.path()));
    for (var reset : resets.entrySet()) {
      var rising = person("viewer");
      var them = nobody.joined(rising.email, TOLD, PASSWORD);
      try (var superuser = SharedNode.home().superuser();
          var statement = superuser.createStatement();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        superuser.setAutoCommit(false);
        statement.execute(
            """
            select t.id from platform.teams t
              join platform.customer_user_teams m on m.team_id = t.id
            where m.customer_user_id = '%s' for update of t
            """
                .formatted(rising.id));
        statement.execute(
            "update platform.customer_user_teams set role = 'owner' where customer_user_id = '%s'"
                .formatted(rising.id));
        var answer = threads.submit(() -> reset.getValue().apply(rising));
        Eventually.within(Duration.ofSeconds(10), () -> answer.isDone() || waiting() > 0);
        superuser.commit();
        assertThat(answer.get().code()).as(reset.getKey()).isEqualTo("owner_role_required");
        assertThat(answer.get().status()).isEqualTo(403);
      }
      them.get("/api/v1/me").expect(200);
      owner.delete(rising.path()).expect(204); // Or there would be another owner for other tests.
    }
  }

  /** How many statements wait for somebody else's. */
  private static long waiting() {
    try (var superuser = SharedNode.home().superuser();
        var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Person(String id, String email) {
    String path() {
      return "/api/v1/customer-users/" + id;
    }
  }

  private static Person person(String role) {
    var email = UUID.randomUUID() + "@example.com";
    var wanted = Map.of("email", email, "display_name", "Somebody", "role", role, "password", TOLD);
    var made = owner.post("/api/v1/customer-users", wanted).expect(201);
    return new Person(made.text("/customer_user/id"), email);
  }
}
