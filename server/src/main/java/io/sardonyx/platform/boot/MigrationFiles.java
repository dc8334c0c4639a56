package io.sardonyx.platform.boot;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * The migrations that this program carries. Flyway's own search of the class path does not know the
 * class loader that runs us.
 */
record MigrationFiles(List<MigrationFile> files) implements ResourceProvider {
  private static final String DIRECTORY = "db/migration";

  /** Those next to this class: in its jar, or in its directory of classes. */
  static MigrationFiles read() throws IOException {
    var here =
        Path.of(
            URI.create(
                MigrationFiles.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toString()));
    if (Files.isDirectory(here)) {
      return read(here.resolve(DIRECTORY));
    }
    try (var jar = FileSystems.newFileSystem(here)) {
      return read(jar.getPath(DIRECTORY));
    }
  }

  private static MigrationFiles read(Path directory) throws IOException {
    try (var paths = Files.list(directory)) {
      return new MigrationFiles(
          paths
              .sorted(Comparator.comparing(path -> path.getFileName().toString()))
              .map(MigrationFiles::readFile)
              .toList());
    }
  }

  private static MigrationFile readFile(Path path) {
    try {
      return new MigrationFile(path.getFileName().toString(), Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public @Nullable LoadableResource getResource(String name) {
    return files.stream().filter(file -> file.name.equals(name)).findFirst().orElse(null);
  }

  @Override
  public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
    return files.stream()
        .filter(file -> file.name.startsWith(prefix))
        .filter(file -> List.of(suffixes).stream().anyMatch(file.name::endsWith))
        .map(LoadableResource.class::cast)
        .toList();
  }

  /** One migration. */
  static final class MigrationFile extends LoadableResource {
    private final String name;
    private final String sql;

    MigrationFile(String name, String sql) {
      this.name = name;
      this.sql = sql;
    }

    @Override
    public Reader read() {
      return new StringReader(sql);
    }

    @Override
    public String getAbsolutePath() {
      return DIRECTORY + "/" + name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return getAbsolutePath();
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }

    String sql() {
      return sql;
    }
  }
}
