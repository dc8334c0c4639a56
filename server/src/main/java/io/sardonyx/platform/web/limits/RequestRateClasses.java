package io.sardonyx.platform.web.limits;

import io.sardonyx.platform.config.Settings;
import jakarta.inject.Singleton;
import java.util.List;

/** The rate classes of every request. */
@Singleton
public class RequestRateClasses implements RateClassProvider {
  @Override
  public List<RateClass> rateClasses() {
    return List.of(
        RateClass.perCredential(RateClass.CALLER, Settings::requestsPerCaller),
        RateClass.perAddress(RateClass.ADDRESS, Settings::requestsPerAddress));
  }
}
