package io.sardonyx.isolation;

import io.sardonyx.testing.Http;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a route is tried by those who may not use it, and by who may.
 *
 * @param route method and path, as in the OpenAPI document
 * @param path what stands in the path, in its order
 * @param query what stands behind it; empty for nothing
 * @param body what is sent, for intruders and owners alike
 */
public record RouteCase(
    String route,
    Access access,
    List<Thing> path,
    String query,
    Function<Things, @Nullable Object> body,
    Exceptions exceptions,
    Control control) {

  /** Who may use it. */
  public enum Access {
    /** Whoever comes, signed in or not. */
    ANYBODY,
    /** Every caller, about their own: whatever is asked, nothing of others is in the answer. */
    CALLER,
    /**
     * One person: for everybody else, and be it the organization's owner, what is named does not
     * exist.
     */
    OWNER,
    /**
     * Administrators of an organization. What is named does not exist for other organizations
     * (404); in their own, who lacks the right is told so (403), whatever ids they name.
     */
    ADMINISTRATORS,
    /** The same, and every member of the organization may read. */
    STAFF,
    /** The same, and users of an application read what is their application's. */
    APPLICATION_MEMBERS;

    boolean isOrganizational() {
      return this == ADMINISTRATORS || this == STAFF || this == APPLICATION_MEMBERS;
    }
  }

  /**
   * What is open to those who otherwise get nowhere.
   *
   * @param toKeys the status for an API key that has the scope to read audit events and no other
   * @param toLimited whoever may only read may still do this
   * @param beforeSecondFactor whoever has not shown their second factor may do this
   */
  record Exceptions(int toKeys, boolean toLimited, boolean beforeSecondFactor) {}

  /**
   * How it is shown that who may use it can.
   *
   * @param preparation what has to be done before
   * @param isFreshPerson somebody new does it, because it changes who they are
   * @param shows what is in the answer
   */
  record Control(Consumer<Things> preparation, boolean isFreshPerson, List<Thing> shows) {}

  public static RouteCase open(String route) {
    return of(route, Access.ANYBODY);
  }

  public static RouteCase own(String route) {
    return of(route, Access.CALLER);
  }

  public static RouteCase personal(String route, Thing... path) {
    return of(route, Access.OWNER, path);
  }

  public static RouteCase forAdministrators(String route, Thing... path) {
    return of(route, Access.ADMINISTRATORS, path);
  }

  public static RouteCase forStaff(String route, Thing... path) {
    return of(route, Access.STAFF, path);
  }

  public static RouteCase forApplicationMembers(String route, Thing... path) {
    return of(route, Access.APPLICATION_MEMBERS, path);
  }

  private static RouteCase of(String route, Access access, Thing... path) {
    return new RouteCase(
        route,
        access,
        List.of(path),
        "",
        things -> null,
        new Exceptions(403, false, false),
        new Control(things -> {}, false, List.of()));
  }

  public RouteCase sending(Object what) {
    return sending(things -> what);
  }

  public RouteCase sending(Function<Things, @Nullable Object> what) {
    return new RouteCase(route, access, path, query, what, exceptions, control);
  }

  public RouteCase asking(String what) {
    return new RouteCase(route, access, path, what, body, exceptions, control);
  }

  public RouteCase openToKeys(int status) {
    return with(new Exceptions(status, exceptions.toLimited, exceptions.beforeSecondFactor));
  }

  public RouteCase openToLimited() {
    return with(new Exceptions(exceptions.toKeys, true, exceptions.beforeSecondFactor));
  }

  public RouteCase openBeforeSecondFactor() {
    return with(new Exceptions(exceptions.toKeys, exceptions.toLimited, true));
  }

  private RouteCase with(Exceptions others) {
    return new RouteCase(route, access, path, query, body, others, control);
  }

  /** Before anybody tries, this is done with what is to be named. */
  public RouteCase after(Consumer<Things> preparation) {
    return with(new Control(preparation, control.isFreshPerson, control.shows));
  }

  public RouteCase bySomebodyNew() {
    return with(new Control(control.preparation, true, control.shows));
  }

  /** Whoever these belong to sees them there. */
  public RouteCase showing(Thing... things) {
    return with(new Control(control.preparation, control.isFreshPerson, List.of(things)));
  }

  private RouteCase with(Control other) {
    return new RouteCase(route, access, path, query, body, exceptions, other);
  }

  boolean reads() {
    return route.startsWith("GET ");
  }

  Http.Answer attempt(Http by, Things things) {
    var address = route.substring(route.indexOf(' ') + 1);
    for (var thing : path) {
      address = address.replaceFirst("\\{[^}]+}", things.id(thing));
    }
    if (!query.isEmpty()) {
      address += "?" + query;
    }
    return by.send(route.substring(0, route.indexOf(' ')), address, body.apply(things));
  }
}
