package io.sardonyx.platform.web.limits;

import io.sardonyx.platform.config.Settings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Every rate class that a feature registered, with its limit. Two with one name stop the start. */
@Singleton
public class RateClasses {
  private final Map<String, Limited> byName = new HashMap<>();

  @Inject
  RateClasses(@Any Instance<RateClassProvider> providers, Settings settings) {
    this((Iterable<RateClassProvider>) providers, settings);
  }

  public RateClasses(Iterable<? extends RateClassProvider> providers, Settings settings) {
    for (var provider : providers) {
      for (var each : provider.rateClasses()) {
        var limited = new Limited(each, '"' + each.name() + '"', each.limit().applyAsInt(settings));
        if (byName.put(each.name(), limited) != null) {
          throw new IllegalStateException("Two rate classes are named " + each.name());
        }
      }
    }
  }

  /**
   * @param quoted its name as the headers have it
   */
  record Limited(RateClass rateClass, String quoted, int limit) {}

  /**
   * @throws IllegalArgumentException when no feature registered it
   */
  public RateClass get(String name) {
    return limited(name).rateClass();
  }

  Limited limited(String name) {
    var found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException("No rate class is named " + name);
    }
    return found;
  }
}
