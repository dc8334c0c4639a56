package io.sardonyx.platform.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.sardonyx.platform.config.Settings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;

/** Where the program begins. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String[] args) throws IOException {
    var settings =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(System.getenv(), 300))
            .withMapping(Settings.class)
            .withConverters(new org.eclipse.microprofile.config.spi.Converter[0])
            .addDefaultInterceptors()
            .build()
            .getConfigMapping(Settings.class);
    var running = Running.begin(settings);
    Quarkus.run(
        Program.class,
        (status, failure) -> {
          if (failure != null) {
            failure.printStackTrace();
          }
          running.stopStores();
          System.exit(status);
        },
        args);
  }
}
