package io.sardonyx.chat;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateClassProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** How often a model may be asked. */
@Singleton
public class ChatRateClasses implements RateClassProvider {
  /** Requests that a model answers. */
  public static final String ANSWER = "answer";

  @Override
  public List<RateClass> rateClasses() {
    return List.of(RateClass.perUser(ANSWER, Settings::answerRequestsPerCaller));
  }
}
