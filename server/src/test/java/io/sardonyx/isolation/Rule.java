package io.sardonyx.isolation;

import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to a row, said a second time and in another language than the policies, so that a
 * slip in one of them shows.
 */
public record Rule(Allowed select, Allowed insert, Allowed update, Allowed delete) {

  /** A caller may do something to a row. */
  public interface Allowed {
    boolean test(Someone caller, Row row);

    default Allowed or(Allowed other) {
      return (caller, row) -> test(caller, row) || other.test(caller, row);
    }

    default Allowed and(Allowed other) {
      return (caller, row) -> test(caller, row) && other.test(caller, row);
    }
  }

  /**
   * A row, by the columns that say whose it is.
   *
   * @param place where it is stored
   */
  public record Row(Map<String, String> columns, String json, String place) {
    public @Nullable UUID id(String column) {
      var value = columns.get(column);
      return value == null ? null : UUID.fromString(value);
    }

    public boolean has(String column, UUID value) {
      return value.equals(id(column));
    }
  }

  public static final Allowed NOBODY = (caller, row) -> false;
  public static final Allowed ORGANIZATION_MEMBERS =
      (caller, row) -> row.has("organization_id", caller.organization());
  public static final Allowed APPLICATION_MEMBERS =
      ORGANIZATION_MEMBERS.and((caller, row) -> row.has("application_id", caller.application()));
  public static final Allowed STAFF = ORGANIZATION_MEMBERS.and((caller, row) -> caller.isStaff());
  public static final Allowed ADMINISTRATORS =
      ORGANIZATION_MEMBERS.and((caller, row) -> caller.isAdministrator());

  /** What is deleted and waits for the job that removes it is nobody's to see. */
  public static final Allowed NOT_DELETED =
      (caller, row) -> row.json().contains("\"deleted_at\": null");

  /** For tables that the API's role has no right to at all. */
  static final Rule WORKERS_ONLY = all(NOBODY);

  public static Allowed owner(String column) {
    return APPLICATION_MEMBERS.and((caller, row) -> Objects.equals(caller.user(), row.id(column)));
  }

  public static Rule all(Allowed all) {
    return new Rule(all, all, all, all);
  }

  public static Rule readWrite(Allowed read, Allowed write) {
    return new Rule(read, write, write, write);
  }

  /** Written once, and never changed by a request. */
  public static Rule readInsert(Allowed read, Allowed insert) {
    return new Rule(read, insert, NOBODY, NOBODY);
  }

  Allowed of(Command command) {
    return switch (command) {
      case SELECT -> select;
      case INSERT -> insert;
      case UPDATE -> update;
      case DELETE -> delete;
    };
  }

  enum Command {
    SELECT,
    INSERT,
    UPDATE,
    DELETE
  }
}
