package io.sardonyx.platform.web.limits;

import java.util.List;

/** Registers the rate classes of a feature. A bean; {@link RateClasses} collects them. */
public interface RateClassProvider {
  List<RateClass> rateClasses();
}
