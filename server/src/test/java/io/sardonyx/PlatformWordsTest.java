package io.sardonyx;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.DeclaredPermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The platform knows no feature, not even by a word: features declare, the platform asks. */
class PlatformWordsTest {
  private static final Path PLATFORM = Path.of("src", "main", "java", "io", "sardonyx", "platform");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

  private static final Pattern ADDRESS =
      Pattern.compile("/(api|auth|v1|storage|rest|graphql|functions|realtime)(/.*|\\b.*)?");

  @Test
  void noAddressOfAFeatureStandsInThePlatform() throws IOException {
    assertThat(literals()).filteredOn(each -> ADDRESS.matcher(each.text()).matches()).isEmpty();
  }

  @Test
  void noPermissionOfAFeatureStandsInThePlatform() throws IOException {
    var names = DeclaredPermissions.all().stream().map(each -> each.name()).toList();
    assertThat(literals())
        .filteredOn(each -> names.stream().anyMatch(each.text()::contains))
        .isEmpty();
  }

  private record Literal(Path file, String text) {}

  private static List<Literal> literals() throws IOException {
    var literals = new ArrayList<Literal>();
    try (var files = Files.walk(PLATFORM)) {
      for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        LITERAL
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> literals.add(new Literal(file, found.group(1))));
      }
    }
    assertThat(literals).hasSizeGreaterThan(500);
    return literals;
  }
}
