package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every table, every command, everyone; and that the test sees it when a policy is weakened. */
class DatabaseIsolationTest {
  private static TestPostgres postgres;
  private static Connection superuser;
  private static Catalogue catalogue;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    superuser = postgres.superuser();
    superuser.setAutoCommit(false);
    Seed.plant(superuser);
    superuser.commit();
    catalogue = new Catalogue(superuser);
  }

  @AfterAll
  static void stop() throws SQLException {
    superuser.close();
    postgres.close();
  }

  @Test
  void everyTableForcesRowLevelSecurity() throws SQLException {
    assertThat(catalogue.unprotectedTables()).isEmpty();
  }

  @Test
  void everyTableHasAPolicyForEachCommand() throws SQLException {
    assertThat(catalogue.missingPolicies()).isEmpty();
  }

  @Test
  void everyPolicyHasAnIndexThatBeginsWithWhatItCompares() throws SQLException {
    assertThat(catalogue.unindexedColumns()).isEmpty();
  }

  /** That others have the columns further behind is not enough. */
  @Test
  void anIndexThatIsGoneIsMissed() throws SQLException {
    for (var table : List.of("chat_messages", "projects", "audit_events", "topics")) {
      var before = superuser.setSavepoint();
      try (var statement = superuser.createStatement();
          var reading = superuser.createStatement()) {
        try (var indexes =
            reading.executeQuery(
                """
                select indexrelid::regclass from pg_index
                where indrelid = 'platform.%s'::regclass and not indisunique
                  and pg_get_indexdef(indexrelid) like '%%(organization_id, %%'
                """
                    .formatted(table))) {
          while (indexes.next()) {
            statement.execute("drop index " + indexes.getString(1));
          }
        }
        assertThat(catalogue.unindexedColumns())
            .as(table)
            .isNotEmpty()
            .allMatch(missed -> missed.startsWith(table + "."));
      } finally {
        superuser.rollback(before);
      }
    }
  }

  @Test
  void theRolesThatAnswerRequestsOwnNothingAndBypassNothing() throws SQLException {
    assertThat(catalogue.powerOfRoles()).isEmpty();
  }

  @Test
  void bothRolesHaveExactlyTheRightsThatAreSaidOfThem() throws SQLException {
    assertThat(catalogue.grants()).isEmpty();
    assertThat(catalogue.rulesWithoutTable()).isEmpty();
  }

  @Test
  void nothingRunsWithTheRightsOfSomebodyElse() throws SQLException {
    assertThat(catalogue.whatRunsWithOtherRights()).isEmpty();
  }

  @Test
  void everyTableHasARuleAndRowsOfSeveralTenants() throws SQLException {
    assertThat(catalogue.tables()).containsExactlyInAnyOrderElementsOf(Rule.OF_TABLE.keySet());
    var probes = new Probes(superuser);
    for (var table : catalogue.tables()) {
      assertThat(probes.rows(table).stream().map(row -> row.columns().get("organization_id")))
          .as(table)
          .hasSizeGreaterThanOrEqualTo(2)
          .contains(
              Someone.NORTH_OWNER.organization().toString(),
              Someone.SOUTH_OWNER.organization().toString());
    }
  }

  @Test
  void nobodyReachesWhatIsNotTheirs() throws SQLException {
    var probes = new Probes(superuser);
    var found = new ArrayList<String>();
    for (var table : catalogue.tables()) {
      found.addAll(probes.tryAll(table, Rule.of(table)));
    }
    assertThat(found).isEmpty();
    System.out.printf("Isolation in the database: %d attempts%n", probes.attempts());
  }

  @Test
  void workersReachEveryTenantsRowsWhereTheyHaveARight() throws SQLException {
    var probes = new WorkerProbes(superuser);
    var found = new ArrayList<String>();
    for (var table : catalogue.tables()) {
      found.addAll(probes.tryAll(table));
    }
    assertThat(found).isEmpty();
    System.out.printf("Workers in the database: %d attempts%n", probes.attempts());
  }

  /**
   * Each weakening is noticed by what is there to notice it: a policy of the API by what callers
   * reach, one of the workers by the work that fails, a right by the list of rights.
   */
  @Test
  void everyWeakeningIsNoticed() throws SQLException {
    var unnoticed = new ArrayList<String>();
    var ways = new TreeMap<String, Integer>();
    var probes = new Probes(superuser);
    var workers = new WorkerProbes(superuser);
    for (var mutation : Mutation.all(catalogue)) {
      var before = superuser.setSavepoint();
      try (var statement = superuser.createStatement()) {
        statement.execute(mutation.sql());
        var noticed =
            switch (mutation.noticedBy()) {
              case CALLERS -> probes.tryAll(mutation.table(), Rule.of(mutation.table()));
              case WORKERS -> workers.tryAll(mutation.table());
              case CATALOGUE -> catalogue.differences();
            };
        if (noticed.isEmpty()) {
          unnoticed.add(mutation.name());
        }
        ways.merge(mutation.noticedBy().toString(), 1, Integer::sum);
      } finally {
        superuser.rollback(before);
      }
    }
    assertThat(unnoticed).containsExactlyInAnyOrderElementsOf(saidTwice());
    report(ways, probes.attempts() + workers.attempts());
  }

  /**
   * The conditions that may be left out. Each of these policies also asks for a row of another
   * table, which it finds under that table's policies for the same caller: those compare the two as
   * well. What models used, and what is said of messages, is compared before a change and after it,
   * by conditions of which one is left out at a time; and that what is settled stays is shown where
   * it is settled.
   */
  private static List<String> saidTwice() {
    var application =
        "token_usage.api_update without (application_id = ( SELECT platform.caller_application() AS"
            + " caller_application))";
    var settled =
        List.of(
            application,
            application,
            "token_usage.api_update without (user_id = ( SELECT platform.caller_user() AS"
                + " caller_user))",
            "token_usage.api_update without (NOT is_settled)",
            "token_usage.api_delete without (NOT is_settled)");
    return Stream.of(settled.stream(), foundUnderAnothersPolicies(), comparedTwice())
        .flatMap(each -> each)
        .toList();
  }

  private static Stream<String> comparedTwice() {
    return Stream.of("tool_calls", "answer_feedback", "chat_summaries")
        .flatMap(table ->
            Stream.of("organization", "application", "application", "user")
                .map(column ->
                    "%s.api_update without (%s_id = ( SELECT platform.caller_%2$s() AS caller_%2$s))"
                        .formatted(table, column)));
  }

  private static Stream<String> foundUnderAnothersPolicies() {
    return Stream.of(
            "events.api_select",
            "events.api_insert",
            "tool_calls.api_insert",
            "answer_feedback.api_insert",
            "chat_summaries.api_insert")
        .flatMap(policy ->
            Stream.of("organization", "application")
                .map(column ->
                    "%s without (%s_id = ( SELECT platform.caller_%2$s() AS caller_%2$s))"
                        .formatted(policy, column)));
  }

  private static void report(Map<String, Integer> ways, int attempts) {
    System.out.printf(
        "Weakened one at a time: %d ways, each noticed by %s; %d attempts%n",
        ways.values().stream().mapToInt(Integer::intValue).sum(), ways, attempts);
  }
}
