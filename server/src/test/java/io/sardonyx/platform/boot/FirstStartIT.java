package io.sardonyx.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first start in a home that is empty, with the packaged program and its own servers. */
class FirstStartIT {
  private final Home home = Home.create();
  private final Servers servers = new Servers(home);

  @AfterEach
  void leaveNothing() {
    servers.kill();
    Eventually.within(Duration.ofSeconds(10), () -> servers.running().isEmpty());
    home.close();
  }

  @Test
  void aWrongSettingStopsTheStartBeforeAnythingIsDone() throws IOException {
    var refused = Node.launch(home, Map.of("SARDONYX_PROT", "1"));
    refused.awaitEnd();
    assertThat(refused.exitValue()).isEqualTo(2);
    assertThat(refused.output()).contains("did you mean SARDONYX_PORT?").hasLineCount(1);
    try (var files = Files.list(home.path())) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void whereUserNamespacesAreForbiddenItIsSaidWhatHelps() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "others need none");
    var programs = Files.createDirectory(home.path().resolve("forbidding"));
    var unshare = programs.resolve("unshare");
    Files.writeString(
        unshare,
        "#!/bin/sh\necho 'unshare: unshare failed: Operation not permitted' >&2\nexit 1\n");
    Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
    var refused = Node.launch(home, Map.of("PATH", programs + ":" + System.getenv("PATH")));
    // It unpacks its programs first.
    Eventually.within(Duration.ofSeconds(90), () -> !refused.isAlive(), refused::output);
    assertThat(refused.exitValue()).isEqualTo(1);
    assertThat(refused.output())
        .contains("forbids the user namespace", "run Sardonyx as another user")
        .hasLineCount(1);
    assertThat(servers.running()).isEmpty();
  }

  /** How far a first start is, seen from outside. */
  enum Moment {
    UNPACKING {
      @Override
      boolean isNow(Home home) {
        return hasSome(home.path().resolve("programs"), "unpacking");
      }
    },
    MAKING_THE_DATABASES_FILES {
      @Override
      boolean isNow(Home home) {
        return hasSome(home.path(), "initializing");
      }
    },
    STARTING_THE_DATABASE {
      @Override
      boolean isNow(Home home) {
        return Files.exists(home.path().resolve("postgres/postmaster.pid"));
      }
    },
    MIGRATING {
      @Override
      boolean isNow(Home home) {
        return holds(home, "select count(*) > 2 from system.migrations");
      }
    },
    FOUNDING {
      @Override
      boolean isNow(Home home) {
        return holds(home, "select count(*) > 0 from system.installation");
      }
    };

    abstract boolean isNow(Home home);

    private static boolean hasSome(Path directory, String beginning) {
      try (var files = Files.newDirectoryStream(directory, beginning + "*")) {
        return files.iterator().hasNext();
      } catch (IOException notYet) {
        return false;
      }
    }

    private static boolean holds(Home home, String sql) {
      if (!Files.exists(home.path().resolve("postgres/postmaster.pid"))) {
        return false;
      }
      try (var database = home.superuser();
          var statement = database.createStatement();
          var row = statement.executeQuery(sql)) {
        return row.next() && row.getBoolean(1);
      } catch (SQLException | RuntimeException notYet) {
        return false;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFirstStartThatIsKilledLeavesNothingHalfMade(Moment moment) throws IOException {
    if (moment != Moment.UNPACKING) {
      Programs.putInto(home.path()); // What it does before, and takes longest for.
    }
    var killed = Node.launch(home, Map.of());
    Eventually.within(Duration.ofSeconds(90), () -> moment.isNow(home), killed::output);
    killed.kill();
    if (moment != Moment.FOUNDING) { // Which takes a moment only, and is harmless to miss.
      assertThat(killed.output()).as("it was not ready").doesNotContain("Sardonyx is ready");
    }
    try (var next = Node.start(home)) {
      assertThat(StartIT.signIn(next)).isEqualTo(201);
      for (var directory : List.of("", "programs", "postgres", "redis")) {
        try (var files = Files.list(home.path().resolve(directory))) {
          assertThat(files.map(file -> file.getFileName().toString()))
              .noneMatch(name -> name.matches("[a-z]+[0-9]{6,}.*"));
        }
      }
    }
    assertThat(servers.running()).isEmpty();
  }
}
