package io.sardonyx.export;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateClassProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** How often chats may be exported. */
@Singleton
public class ExportRateClasses implements RateClassProvider {
  /** Requests that read out whole chats. */
  static final String EXPORT = "export";

  @Override
  public List<RateClass> rateClasses() {
    return List.of(RateClass.perUser(EXPORT, Settings::exportsPerCaller));
  }
}
