package io.sardonyx.identity.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {
  private static final UUID STRICT = Ids.next();
  private static final UUID LAX = Ids.next();

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static PasswordRules rules;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 2);
    rules = new PasswordRules(database, 15);
    for (var each : new Object[][] {{STRICT, "Analytical Engines", 20}, {LAX, "Lax", 15}}) {
      database
          .working()
          .query("insert into platform.organizations (id, name) values ($1, $2)", each[0], each[1]);
      try (var superuser = postgres.superuser();
          var update =
              superuser.prepareStatement(
                  "update platform.organizations set password_length = ? where id = ?")) {
        update.setObject(1, each[2]);
        update.setObject(2, each[0]);
        update.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void fifteenCharactersAreEnoughUnlessTheOrganizationAsksForMore() {
    assertThat(refusal("fourteen chars", LAX)).isEqualTo("password_too_short");
    assertThat(refusal("fifteen charact", LAX)).isEqualTo("");
    assertThat(refusal("fifteen charact", null)).isEqualTo("");
    assertThat(refusal("fifteen charact", STRICT)).isEqualTo("password_too_short");
    assertThat(refusal("twenty characters ok", STRICT)).isEqualTo("");
  }

  @Test
  void whatAPersonSeesAsACharacterIsOne() {
    assertThat(refusal("🦔🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦", LAX)).isEqualTo("password_too_short");
    assertThat(refusal("🦔🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵🐔🐧🐦🐤", LAX)).isEqualTo("");
    // Decomposed, these are twice as many; composed, fourteen.
    assertThat(refusal("äöüäöüéèêñçåøú".replace("ä", "a\u0308"), LAX))
        .isEqualTo("password_too_short");
  }

  @Test
  void longOnesOfAnyCharactersAreTaken() {
    assertThatCode(() -> rules.check("no digits, no capitals, " + "words ".repeat(20), whose(LAX)))
        .doesNotThrowAnyException();
  }

  @Test
  void whatIsKnownOfOneIsNoPassword() {
    assertThat(refusal("ada.lovelace.2026!", LAX)).isEqualTo("password_too_common");
    assertThat(refusal("Analytical Engines 1", STRICT)).isEqualTo("password_too_common");
    assertThat(refusal("Analytical Engines 1", LAX)).isEqualTo("");
  }

  private static String refusal(String password, @Nullable UUID organization) {
    var refused =
        catchThrowableOfType(Problem.class, () -> rules.check(password, whose(organization)));
    return refused == null ? "" : refused.code();
  }

  private static PasswordOwner whose(@Nullable UUID organization) {
    return new PasswordOwner(organization, "ada.lovelace@example.com");
  }
}
