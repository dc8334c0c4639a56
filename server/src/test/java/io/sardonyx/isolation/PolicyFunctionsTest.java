package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The SQL functions that give a table its policies: what they refuse, and what they never let out.
 */
class PolicyFunctionsTest {
  private static TestPostgres postgres;
  private static Connection superuser;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    superuser = postgres.superuser();
    superuser.setAutoCommit(false);
  }

  @AfterAll
  static void stop() throws SQLException {
    superuser.close();
    postgres.close();
  }

  @BeforeEach
  void createTable() throws SQLException {
    execute("create table platform.bookmarks (organization_id uuid not null, id uuid)");
  }

  @AfterEach
  void rollBack() throws SQLException {
    superuser.rollback();
  }

  @Test
  void aRuleThatIsMissingOrNoRuleIsRefused() throws SQLException {
    for (var arguments :
        List.of(
            "read => system.nobody()",
            "read => null, write => system.nobody()",
            "read => row(null)::system.rule, write => system.nobody()",
            "read => 'true', write => system.nobody()",
            "read => system.organization_members(null::text), write => system.nobody()",
            "read => system.nobody(), write => system.nobody(), workers => '{truncate}'")) {
      var before = superuser.setSavepoint();
      assertThatThrownBy(() -> protect(arguments)).as(arguments).isInstanceOf(SQLException.class);
      superuser.rollback(before);
    }
  }

  @Test
  void aConditionNeverReachesBeyondTheTenant() throws SQLException {
    protect("read => system.organization_members('true or true'), write => system.nobody()");
    assertThat(new Catalogue(superuser).policiesWithoutTenant()).isEmpty();
    assertThat(
            new Catalogue(superuser)
                .strings(
                    "select qual from pg_policies where tablename = 'bookmarks' and cmd = 'SELECT'"))
        .singleElement()
        .asString()
        .endsWith("AS caller_organization)) AND (true OR true))");
    execute("alter policy api_select on platform.bookmarks using (id is null)");
    assertThat(new Catalogue(superuser).policiesWithoutTenant()).hasSize(1);
  }

  @Test
  void theLastCallDecides() throws SQLException {
    protect(
        "read => system.staff(), write => system.staff(),"
            + " workers => '{select, insert, update, delete}'");
    protect("read => system.nobody(), write => system.nobody(), workers => '{select}'");
    assertThat(
            new Catalogue(superuser)
                .strings(
                    "select cmd || coalesce(qual, with_check) from pg_policies"
                        + " where tablename = 'bookmarks' order by 1"))
        .containsExactly("ALLtrue", "DELETEfalse", "INSERTfalse", "SELECTfalse", "UPDATEfalse");
    assertThat(rights("sardonyx_worker")).containsExactly("SELECT");
    execute("select system.protect_worker_rows('platform.bookmarks', '{}')");
    assertThat(
            new Catalogue(superuser)
                .strings("select policyname from pg_policies where tablename = 'bookmarks'"))
        .isEmpty();
    assertThat(rights("sardonyx_worker")).isEmpty();
    assertThat(rights("sardonyx_api")).isEmpty();
  }

  /**
   * A bare name in a sub-select would be the parent's own column, which is always equal to itself.
   */
  @Test
  void aChildIsComparedWithItsParentWhereBothHaveTheColumn() throws SQLException {
    assertThat(
            new Catalogue(superuser)
                .strings(
                    "select system.parent_visible('platform.bookmarks', '{id}', 'platform.topics', '{id}')"))
        .containsExactly(
            "exists (select from platform.topics parent where (parent.id = bookmarks.id))");
  }

  @Test
  void onlyTheOwnerMayCallThem() throws SQLException {
    assertThat(
            new Catalogue(superuser)
                .strings(
                    """
                    select proname from pg_proc where pronamespace = 'system'::regnamespace
                      and (has_function_privilege('sardonyx_api', oid, 'execute')
                        or has_function_privilege('sardonyx_worker', oid, 'execute'))
                    """))
        .isEmpty();
  }

  private static List<String> rights(String role) throws SQLException {
    return new Catalogue(superuser)
        .strings(
            """
            select privilege_type::text from information_schema.role_table_grants
            where table_name = 'bookmarks' and grantee = '%s' order by 1
            """
                .formatted(role));
  }

  private static void protect(String arguments) throws SQLException {
    execute("select system.protect_rows('platform.bookmarks', " + arguments + ")");
  }

  private static void execute(String sql) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }
}
