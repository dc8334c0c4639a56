package io.sardonyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Permissions;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.testing.DeclaredPermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "permissions.md");
  private static final Permission READ = new Permission("notes:read", Role.ALL);
  private static final Permission WRITE = new Permission("notes:write", Role.ALL_BUT_LIMITED);

  /** Whoever changes what a role may do says so where people look it up. */
  @Test
  void thePageAboutPermissionsListsWhatEachRoleMayDo() throws IOException {
    var expected = DeclaredPermissions.all().stream().map(PermissionsTest::line).toList();
    var written = Files.readAllLines(PAGE).stream().filter(line -> line.matches("\\| `\\S+:.*"));
    assertThat(written).containsExactlyInAnyOrderElementsOf(expected).hasSizeGreaterThan(10);
  }

  @Test
  void aNameCanBeRegisteredOnce() {
    PermissionProvider notes = () -> List.of(READ, WRITE);
    PermissionProvider other = () -> List.of(new Permission("notes:read", Role.TEAM));
    assertThatThrownBy(() -> new Permissions(List.of(notes, other)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("notes:read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "notes", "notes:", ":read", "Notes:read", "notes:read:all", "n o:read"})
  void aNameIsAThingAndAVerb(String name) {
    assertThatThrownBy(() -> new Permission(name, Role.ALL))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRoleHasThePermissionsThatNameIt() {
    var permissions =
        new Permissions(Stream.<PermissionProvider>of(() -> List.of(WRITE, READ)).toList());
    assertThat(permissions.of(Role.OWNER)).containsExactly(READ, WRITE);
    assertThat(permissions.of(Role.APP_LIMITED)).containsExactly(READ);
    assertThat(permissions.ofScope("notes:write")).contains(WRITE);
    assertThat(permissions.ofScope("notes:erase")).isEmpty();
  }

  @Test
  void anApiKeyMayDoWhatIsBothInItsScopesAndInItsOwnersRole() {
    var limited = caller(Role.APP_LIMITED, Set.of("notes:read", "notes:write"));
    assertThat(limited.may(READ)).isTrue();
    assertThat(limited.may(WRITE)).isFalse();
    var narrow = caller(Role.OWNER, Set.of("notes:read"));
    assertThat(narrow.may(READ)).isTrue();
    assertThat(narrow.may(WRITE)).isFalse();
    assertThat(caller(Role.OWNER, Set.of()).may(READ)).isFalse();
    assertThat(caller(Role.OWNER, null).may(WRITE)).isTrue();
  }

  private static Caller caller(Role role, @Nullable Set<String> scopes) {
    var id = UUID.randomUUID();
    return new Caller(id, id, id, role, scopes, null, id, null, null);
  }

  private static String line(Permission permission) {
    var marks =
        Stream.of(Role.values())
            .map(role -> permission.roles().contains(role) ? "yes" : " ")
            .collect(Collectors.joining(" | "));
    return "| `" + permission.name() + "` | " + marks + " |";
  }
}
