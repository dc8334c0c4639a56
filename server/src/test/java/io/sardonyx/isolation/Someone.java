package io.sardonyx.isolation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A caller that the probes act for. Two organizations, two applications in one, two in each. */
public record Someone(String name, UUID organization, UUID application, UUID user, String role) {
  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z_]+)}");
  private static final UUID NORTH = UUID.randomUUID();
  private static final UUID SOUTH = UUID.randomUUID();
  private static final UUID NORTH_WORKSPACE = UUID.randomUUID();
  private static final UUID NORTH_SHOP = UUID.randomUUID();
  private static final UUID SOUTH_WORKSPACE = UUID.randomUUID();

  public static final Someone NORTH_OWNER =
      new Someone("owner of north", NORTH, NORTH_WORKSPACE, UUID.randomUUID(), "owner");
  public static final Someone NORTH_VIEWER =
      new Someone("viewer in north", NORTH, NORTH_WORKSPACE, UUID.randomUUID(), "viewer");
  public static final Someone SHOP_USER =
      new Someone("user of north's shop", NORTH, NORTH_SHOP, UUID.randomUUID(), "app_user");
  public static final Someone SHOP_ADMIN =
      new Someone("admin of north's shop", NORTH, NORTH_SHOP, UUID.randomUUID(), "app_admin");
  public static final Someone SOUTH_OWNER =
      new Someone("owner of south", SOUTH, SOUTH_WORKSPACE, UUID.randomUUID(), "owner");

  static List<Someone> everyone() {
    return List.of(NORTH_OWNER, NORTH_VIEWER, SHOP_USER, SHOP_ADMIN, SOUTH_OWNER);
  }

  /**
   * Nobody is both: whoever is right in everything but the organization, or but the application.
   * They show whether a policy compares each of them, or relies on the others.
   */
  static List<Someone> chimeras() {
    return Stream.of(NORTH_OWNER, SHOP_USER, SHOP_ADMIN)
        .flatMap(real ->
            Stream.of(
                real.but("in south", SOUTH, real.application),
                real.but(
                    "in another application",
                    NORTH,
                    real.application.equals(NORTH_SHOP) ? NORTH_WORKSPACE : NORTH_SHOP)))
        .toList();
  }

  private Someone but(String how, UUID otherOrganization, UUID otherApplication) {
    return new Someone(name + " " + how, otherOrganization, otherApplication, user, role);
  }

  public boolean isStaff() {
    return !role.startsWith("app_");
  }

  public boolean isAdministrator() {
    return role.equals("owner");
  }

  public boolean isCurator() {
    return isAdministrator() || role.equals("app_admin");
  }

  /** Of their organization's own people, not of an application that it builds. */
  public boolean isInWorkspace() {
    return !application.equals(NORTH_SHOP);
  }

  /** The id of something of theirs, the same each time: {@code id("session")}. */
  public UUID id(String thing) {
    return UUID.nameUUIDFromBytes((thing + " of " + user).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * SQL with their values where names stand in braces: organization, application and user are their
   * own, and any other name is that of a thing of theirs.
   */
  String in(String sql) {
    return IN_BRACES.matcher(sql).replaceAll(name -> "'" + value(name.group(1)) + "'");
  }

  private UUID value(String name) {
    return switch (name) {
      case "organization" -> organization;
      case "application" -> application;
      case "user" -> user;
      default -> id(name);
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
