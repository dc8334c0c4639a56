package io.sardonyx.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RoleTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "rights.md");

  /** Whoever changes what a role may do says so where people look it up. */
  @Test
  void the_page_about_rights_says_what_each_role_may_do() throws IOException {
    var expected =
        Arrays.stream(Permission.values()).map(RoleTest::line).collect(Collectors.toList());
    var said = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(said).startsWith(expected.toArray(String[]::new));
  }

  private static String line(Permission permission) {
    var marks =
        List.of(Role.values()).stream()
            .map(role -> role.permissions().contains(permission) ? "yes" : " ")
            .collect(Collectors.joining(" | "));
    return "| `" + permission.scope() + "` | " + marks + " |";
  }
}
