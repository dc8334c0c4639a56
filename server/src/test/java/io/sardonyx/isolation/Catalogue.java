package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What PostgreSQL's own catalogue says of the tenants' tables, against what it should say. */
record Catalogue(Connection superuser) {
  private static final String API = "sardonyx_api";
  private static final String WORKER = "sardonyx_worker";
  private static final Pattern COMPARED =
      Pattern.compile("\\(?(?<![a-z_.])([a-z_]*id) = \\( SELECT platform\\.caller_");
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

  /**
   * What a policy compares always has to lead to the caller's rows: an index begins with just these
   * columns, in whichever order. What it compares besides, as one of two ways to a row, has to come
   * next in an index, or first. Otherwise a statement that says nothing else reads what is others'
   * only to throw it away, and gets slower with each organization.
   */
  List<String> unindexedColumns() throws SQLException {
    var found = new ArrayList<String>();
    for (var line :
        strings(
            """
            select concat_ws('|', tablename, policyname, qual) from pg_policies
            where schemaname = 'platform' and 'sardonyx_api' = any (roles) and qual is not null
            """)) {
      var policy = line.split("\\|", 3);
      var indexes = indexes(policy[0]);
      var always = new LinkedHashSet<String>();
      for (var condition : Conditions.of(policy[2])) {
        var comparison = COMPARED.matcher(condition);
        if (comparison.lookingAt()) {
          always.add(comparison.group(1));
        }
      }
      if (!always.isEmpty() && indexes.stream().noneMatch(index -> beginsWith(index, always))) {
        found.add("%s.%s: no index begins with %s".formatted(policy[0], policy[1], always));
      }
      var compared = COMPARED.matcher(policy[2]).results().map(all -> all.group(1)).toList();
      compared.stream()
          .distinct()
          .filter(column -> indexes.stream().noneMatch(index -> leadsTo(index, column, compared)))
          .forEach(column ->
              found.add("%s.%s: no index leads to %s".formatted(policy[0], policy[1], column)));
    }
    return found;
  }

  private static boolean beginsWith(List<String> index, Set<String> columns) {
    return index.size() >= columns.size()
        && Set.copyOf(index.subList(0, columns.size())).equals(columns);
  }

  private static boolean leadsTo(List<String> index, String column, List<String> compared) {
    int at = index.indexOf(column);
    return at >= 0 && compared.containsAll(index.subList(0, at));
  }

  /** The columns of each index over the whole table, in order. */
  private List<List<String>> indexes(String table) throws SQLException {
    return strings(
            """
            select string_agg(a.attname, ',' order by k.position)
            from pg_index i
              join pg_class c on c.oid = i.indexrelid
              join pg_am m on m.oid = c.relam and m.amname = 'btree'
              cross join unnest(i.indkey::smallint[]) with ordinality k (number, position)
              join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where i.indrelid = 'platform.%s'::regclass and i.indpred is null
            group by i.indexrelid
            """
                .formatted(table))
        .stream()
        .map(columns -> List.of(columns.split(",")))
        .toList();
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
    for (var line :
        strings(
            """
            select concat_ws('|', n.nspname, c.relname, r, lower(p))
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              cross join unnest(array['sardonyx_api', 'sardonyx_worker']) r
              cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE',
                'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
            where n.nspname in ('platform', 'system') and c.relkind in ('r', 'p')
              and (n.nspname = 'platform' or r = 'sardonyx_api')
              and (has_table_privilege(r, c.oid, p)
                or p in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
                  and has_any_column_privilege(r, c.oid, p))
            """)) {
      var part = line.split("\\|");
      found.add("%s may %s on %s.%s".formatted(part[2], part[3], part[0], part[1]));
    }
    var expected = new TreeSet<String>();
    for (var table : tables()) {
      var isExpected = AllCases.table(table);
      var ofApi = isExpected.rule() == Rule.WORKERS_ONLY ? Set.<String>of() : EVERYTHING;
      ofApi.forEach(command -> expected.add(may(API, command, table)));
      isExpected.workers().forEach(command -> expected.add(may(WORKER, command, table)));
    }
    // What has no tenant is the workers' alone; the schema is closed to the API besides.
    var differences = new ArrayList<String>();
    found.stream().filter(has -> !expected.remove(has)).forEach(differences::add);
    expected.forEach(missing -> differences.add("It is not so that " + missing));
    differences.addAll(
        strings(
            "select 'sardonyx_api may look into the schema system'"
                + " where has_schema_privilege('sardonyx_api', 'system', 'usage')"));
    return differences;
  }

  private static String may(String role, String command, String table) {
    return "%s may %s on platform.%s".formatted(role, command, table);
  }

  /**
   * Policies of the API that do not begin with the comparison of the tenant, and let somebody do
   * something.
   */
  List<String> policiesWithoutTenant() throws SQLException {
    return strings(
        """
        select tablename || '.' || policyname || ' does not compare the organization first: ' || c
        from pg_policies, unnest(array[qual, with_check]) c
        where schemaname = 'platform' and 'sardonyx_api' = any (roles) and c <> 'false'
          and ltrim(c, '(') not like
            case tablename when 'organizations' then 'id' else 'organization_id' end
              || ' = ( SELECT platform.caller_organization() AS caller_organization)%'
        """);
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
}
