package io.sardonyx.isolation;

import io.sardonyx.isolation.Rule.Command;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One way in which a migration could weaken isolation.
 *
 * @param table without its schema; empty where it is about none
 * @param noticedBy what must notice it
 * @param command that it is about; what is tried first, because it is likely to notice
 * @param name in one line
 */
record Mutation(String table, String sql, Noticer noticedBy, Command command, String name) {
  Mutation(String table, String sql, Noticer noticedBy) {
    this(table, sql, noticedBy, Command.SELECT, sql);
  }

  enum Noticer {
    /** The probes in callers' names: somebody reaches what is not theirs, or not what is. */
    CALLERS,
    /** The probes of the workers: what they do without a caller finds no rows, or is refused. */
    WORKERS,
    /** The comparison of the catalogue with what it should say. */
    CATALOGUE
  }

  static List<Mutation> all(Catalogue catalogue) throws SQLException {
    var all = new ArrayList<Mutation>();
    all.addAll(ofTheApisPolicies(catalogue));
    for (var table : catalogue.tables()) {
      all.addAll(ofTheWorkersPolicy(table));
      all.addAll(ofRights(table));
    }
    all.addAll(ofRoles());
    return all;
  }

  private static List<Mutation> ofTheApisPolicies(Catalogue catalogue) throws SQLException {
    var all = new ArrayList<Mutation>();
    for (var policy : policies(catalogue)) {
      var on = policy.name + " on platform." + policy.table;
      // The API's policies that let nobody do it are the same as none.
      if (!policy.isNever()) {
        all.add(policy.mutation("drop policy " + on));
      }
      var open = policy.command.equals("INSERT") ? " with check (true)" : " using (true)";
      all.add(policy.mutation("alter policy " + on + open));
      if (policy.command.equals("UPDATE") && !policy.isNever()) {
        all.add(policy.mutation("alter policy " + on + " with check (true)"));
      }
      all.addAll(withoutACondition(policy, on, "using", policy.using));
      all.addAll(withoutACondition(policy, on, "with check", policy.check));
    }
    return all;
  }

  /** Each of the conditions that all have to hold is left out in turn. */
  private static List<Mutation> withoutACondition(
      Policy policy, String on, String clause, String condition) {
    var all = new ArrayList<Mutation>();
    var conditions = Conditions.of(condition);
    for (int i = 0; conditions.size() > 1 && i < conditions.size(); i++) {
      var others = new ArrayList<>(conditions);
      others.remove(i);
      all.add(
          new Mutation(
              policy.table,
              "alter policy %s %s (%s)".formatted(on, clause, String.join(" and ", others)),
              Noticer.CALLERS,
              Command.valueOf(policy.command),
              policy.table + "." + policy.name + " without " + conditions.get(i)));
    }
    return all;
  }

  private record Policy(String table, String name, String command, String using, String check) {
    Mutation mutation(String sql) {
      return new Mutation(table, sql, Noticer.CALLERS, Command.valueOf(command), sql);
    }

    /** A policy that lets nobody do it. */
    boolean isNever() {
      return (using.isEmpty() ? check : using).equals("false");
    }
  }

  private static List<Policy> policies(Catalogue catalogue) throws SQLException {
    return catalogue
        .strings(
            """
            select concat_ws('|', tablename, policyname, cmd, coalesce(qual, ''),
              coalesce(with_check, ''))
            from pg_policies where schemaname = 'platform' and 'sardonyx_api' = any (roles)
            """)
        .stream()
        .map(line -> line.split("\\|", -1))
        .map(part -> new Policy(part[0], part[1], part[2], part[3], part[4]))
        .toList();
  }

  /** It lets them reach every row, so it can only be narrowed for them, or opened for others. */
  private static List<Mutation> ofTheWorkersPolicy(String table) {
    var all = new ArrayList<Mutation>();
    var granted = AllCases.table(table).workers();
    if (!granted.isEmpty()) {
      var policy = "policy worker on platform." + table;
      all.add(new Mutation(table, "drop " + policy, Noticer.WORKERS));
      all.add(
          new Mutation(
              table, "alter " + policy + " using (false) with check (true)", Noticer.WORKERS));
      if (granted.contains("insert") || granted.contains("update")) {
        all.add(
            new Mutation(
                table, "alter " + policy + " using (true) with check (false)", Noticer.WORKERS));
      }
      // Where the API has no right, the policy alone opens nothing yet; the catalogue sees it.
      var byCallers =
          AllCases.table(table).rule() == Rule.WORKERS_ONLY ? Noticer.CATALOGUE : Noticer.CALLERS;
      all.add(new Mutation(table, "alter " + policy + " to public", byCallers));
      all.add(
          new Mutation(table, "alter " + policy + " to sardonyx_worker, sardonyx_api", byCallers));
    }
    return all;
  }

  private static List<Mutation> ofRights(String table) {
    var all = new ArrayList<Mutation>();
    var on = " on platform." + table;
    for (var more : Set.of("truncate", "references", "trigger")) {
      all.add(ofCatalogue("grant " + more + on + " to sardonyx_api"));
    }
    all.add(ofCatalogue("grant truncate" + on + " to public"));
    all.add(ofCatalogue("alter table platform." + table + " no force row level security"));
    all.add(ofCatalogue("alter table platform." + table + " disable row level security"));
    all.add(ofCatalogue("alter table platform." + table + " owner to sardonyx_api"));
    if (AllCases.table(table).rule() == Rule.WORKERS_ONLY) {
      all.add(ofCatalogue("grant select" + on + " to sardonyx_api"));
      all.add(ofCatalogue("grant select (organization_id)" + on + " to sardonyx_api"));
      all.add(ofCatalogue("grant select" + on + " to public"));
      all.add(ofCatalogue("select system.protect('platform." + table + "')"));
    }
    var granted = AllCases.table(table).workers();
    for (var command : List.of("select", "insert", "update", "delete")) {
      all.add(
          granted.contains(command)
              ? ofCatalogue("revoke " + command + on + " from sardonyx_worker")
              : ofCatalogue("grant " + command + on + " to sardonyx_worker"));
    }
    return all;
  }

  private static List<Mutation> ofRoles() {
    return List.of(
        ofCatalogue("alter role sardonyx_api bypassrls"),
        ofCatalogue("alter role sardonyx_worker superuser"),
        ofCatalogue("grant sardonyx_worker to sardonyx_api"),
        ofCatalogue("grant pg_read_all_data to sardonyx_api"),
        ofCatalogue("grant usage on schema system to sardonyx_api"),
        ofCatalogue("grant select on system.signing_keys to sardonyx_api"),
        ofCatalogue("grant create on schema platform to sardonyx_api"),
        ofCatalogue("create view platform.everybody as select * from platform.customer_users"),
        ofCatalogue(
            """
            create function platform.secret() returns text language sql security definer
            return (select min(password_hash) from platform.accounts)
            """));
  }

  private static Mutation ofCatalogue(String sql) {
    return new Mutation("", sql, Noticer.CATALOGUE);
  }
}
