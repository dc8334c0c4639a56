package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What PostgreSQL's own catalogue says of the tenants' tables, against what it should say. */
record Catalogue(Connection superuser) {
  private static final String API = "sardonyx_api";
  private static final String WORKER = "sardonyx_worker";
  private static final Set<String> EVERYTHING = Set.of("select", "insert", "update", "delete");

  /** Everything that is not as it should be, a sentence each. */
  List<String> differences() throws SQLException {
    var found = new ArrayList<String>();
    found.addAll(unprotectedTables());
    found.addAll(missingPolicies());
    found.addAll(powerOfRoles());
    found.addAll(grants());
    found.addAll(whatRunsWithOtherRights());
    return found;
  }

  List<String> tables() throws SQLException {
    return strings(
        """
        select relname from pg_class
        where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p') order by 1
        """);
  }

  List<String> unprotectedTables() throws SQLException {
    return strings(
        """
        select relname || ' does not force row-level security' from pg_class
        where relnamespace = 'platform'::regnamespace
          and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
        """);
  }

  List<String> missingPolicies() throws SQLException {
    return strings(
        """
        select t.relname || ' has no policy for ' || c
        from pg_class t, unnest(array['r', 'a', 'w', 'd']) c
        where t.relnamespace = 'platform'::regnamespace and t.relkind in ('r', 'p')
          and not exists (select from pg_policy p
            where p.polrelid = t.oid and p.polcmd in (c::"char", '*'))
        """);
  }

  List<String> unindexedColumns() throws SQLException {
    return strings(
        """
        select distinct t.relname || '.' || a.attname
        from pg_policies p
        join pg_class t on t.relname = p.tablename and t.relnamespace = 'platform'::regnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
        where coalesce(p.qual, '') || coalesce(p.with_check, '')
            ~ ('(^|[ (])' || a.attname || ' = ')
          and a.attname ~ 'id$'
          and not exists (select from pg_index i
            where i.indrelid = t.oid and a.attnum = any (i.indkey))
        """);
  }

  /** The two roles own nothing, bypass nothing, are nobody else, and make nothing. */
  List<String> powerOfRoles() throws SQLException {
    return strings(
        """
        with ours as (
          select * from pg_roles where rolname in ('sardonyx_api', 'sardonyx_worker'))
        select rolname || ' has more than a login' from ours
        where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
        union all
        select rolname || ' owns ' || relname from pg_class join ours on relowner = ours.oid
        union all
        select rolname || ' is also ' || roleid::regrole from pg_auth_members
        join ours on member = ours.oid
        union all
        select rolname || ' may create in ' || nspname from ours, pg_namespace
        where nspname in ('platform', 'system', 'public')
          and has_schema_privilege(ours.oid, pg_namespace.oid, 'create')
        """);
  }

  /** Which commands each of the two roles may run, on a table or on any of its columns. */
  List<String> grants() throws SQLException {
    var found = new ArrayList<String>();
    for (var table : tables()) {
      var ofApi = Rule.of(table) == Rule.WORKERS_ONLY ? Set.<String>of() : EVERYTHING;
      found.addAll(compare("platform." + table, API, ofApi));
      found.addAll(
          compare("platform." + table, WORKER, Rule.OF_WORKERS.getOrDefault(table, Set.of())));
    }
    // What has no tenant is the workers' alone; the schema is closed to the API besides.
    for (var table :
        strings(
            "select relname from pg_class where relnamespace = 'system'::regnamespace"
                + " and relkind in ('r', 'p')")) {
      found.addAll(compare("system." + table, API, Set.of()));
    }
    found.addAll(
        strings(
            "select 'sardonyx_api may look into the schema system'"
                + " where has_schema_privilege('sardonyx_api', 'system', 'usage')"));
    return found;
  }

  /**
   * A function with its owner's rights, a view with its owner's, or a policy for somebody else than
   * the two roles would go round everything.
   */
  List<String> whatRunsWithOtherRights() throws SQLException {
    return strings(
        """
        select proname || ' runs with the rights of its owner' from pg_proc
        where pronamespace in ('platform'::regnamespace, 'system'::regnamespace) and prosecdef
        union all
        select relname || ' reads with the rights of its owner' from pg_class
        where relnamespace = 'platform'::regnamespace and (relkind = 'm' or relkind = 'v'
          and not coalesce(reloptions @> array['security_invoker=true'], false))
        union all
        select tablename || '.' || policyname || ' is for ' || roles::text from pg_policies
        where schemaname = 'platform'
          and roles::text not in ('{sardonyx_api}', '{sardonyx_worker}')
        union all
        select tablename || '.' || policyname || ' takes the place of others' from pg_policies
        where schemaname = 'platform' and permissive <> 'PERMISSIVE'
        """);
  }

  List<String> strings(String sql) throws SQLException {
    var strings = new ArrayList<String>();
    try (var statement = superuser.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }

  private List<String> compare(String table, String role, Set<String> expected)
      throws SQLException {
    var has = new TreeMap<String, Boolean>();
    try (var statement =
        superuser.prepareStatement(
            """
            select lower(p), has_table_privilege(?, ?, p)
              or p in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                and has_any_column_privilege(?, ?, p)
            from unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',
              'TRIGGER', 'MAINTAIN']) p
            """)) {
      for (int i = 1; i <= 4; i++) {
        statement.setString(i, i % 2 == 1 ? role : table);
      }
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          has.put(rows.getString(1), rows.getBoolean(2));
        }
      }
    }
    var found = new ArrayList<String>();
    has.forEach((privilege, granted) -> {
      if (granted != expected.contains(privilege)) {
        found.add(
            "%s %s %s on %s; Rule says otherwise"
                .formatted(
                    role, granted ? "may" : "may not", privilege.toLowerCase(Locale.ROOT), table));
      }
    });
    return found;
  }

  /** The tables that a role's rule speaks of and that do not exist. */
  Set<String> rulesWithoutTable() throws SQLException {
    var gone = new TreeSet<>(Rule.OF_WORKERS.keySet());
    tables().forEach(gone::remove);
    return gone;
  }
}
