package io.sardonyx.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table of the schema {@code platform}: who may do what to its rows, and rows to try it with. The
 * rows are written in any order; foreign keys are checked when all are there.
 *
 * @param rule what callers may do
 * @param workers the commands that the workers may run, on the rows of every tenant
 * @param seeds what puts rows in
 * @param redundant mutations that nothing notices, because another condition says the same
 * @param parent what a row is about, where its policies look at another table's row
 */
public record TableCase(
    String table,
    Rule rule,
    Set<String> workers,
    List<SeedRows> seeds,
    List<String> redundant,
    @Nullable Parent parent) {

  /** How often rows are put in. */
  enum Scope {
    ORGANIZATION,
    APPLICATION,
    USER
  }

  /**
   * @param sql for one of the scope; in braces stand names as in {@link Someone#in}
   */
  record SeedRows(Scope scope, Function<Someone, String> sql) {}

  /**
   * @param column that names the row which this one is about
   * @param thing what that row's id is made of, see {@link Someone#id}
   */
  record Parent(String column, String thing) {}

  public static TableCase of(String table, Rule rule) {
    return new TableCase(table, rule, Set.of(), List.of(), List.of(), null);
  }

  /** The role that answers requests has no right to it at all. */
  public static TableCase forWorkersOnly(String table) {
    return of(table, Rule.WORKERS_ONLY);
  }

  public TableCase workers(String... commands) {
    return new TableCase(table, rule, Set.of(commands), seeds, redundant, parent);
  }

  public TableCase perOrganization(String sql) {
    return seeded(Scope.ORGANIZATION, someone -> sql);
  }

  public TableCase perApplication(String sql) {
    return seeded(Scope.APPLICATION, someone -> sql);
  }

  public TableCase perApplication(Function<Someone, String> sql) {
    return seeded(Scope.APPLICATION, sql);
  }

  public TableCase perUser(String sql) {
    return seeded(Scope.USER, someone -> sql);
  }

  public TableCase perUser(Function<Someone, String> sql) {
    return seeded(Scope.USER, sql);
  }

  private TableCase seeded(Scope scope, Function<Someone, String> sql) {
    var more = new ArrayList<>(seeds);
    more.add(new SeedRows(scope, sql));
    return new TableCase(table, rule, workers, List.copyOf(more), redundant, parent);
  }

  /**
   * What is one's own may not be about what is somebody else's: the policies look at the parent.
   */
  public TableCase about(String column, String thing) {
    return new TableCase(table, rule, workers, seeds, redundant, new Parent(column, thing));
  }

  /**
   * A comparison with the caller that may be left out, because the policy also looks at a row of
   * another table, or is for updates, whose rows are compared before the change and after it.
   *
   * @param of what is compared: organization, application or user; named as often as it stands
   *     there
   */
  public TableCase redundant(String policy, String... of) {
    return redundantConditions(
        Stream.of(of)
            .map(column ->
                "%s without (%s_id = ( SELECT platform.caller_%2$s() AS caller_%2$s))"
                    .formatted(policy, column)));
  }

  /** The same for another condition, as PostgreSQL prints it. */
  public TableCase redundantCondition(String policy, String condition) {
    return redundantConditions(Stream.of(policy + " without " + condition));
  }

  private TableCase redundantConditions(Stream<String> mutations) {
    var more =
        Stream.concat(redundant.stream(), mutations.map(mutation -> table + "." + mutation))
            .toList();
    return new TableCase(table, rule, workers, seeds, more, parent);
  }
}
