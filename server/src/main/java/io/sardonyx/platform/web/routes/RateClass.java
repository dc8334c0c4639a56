package io.sardonyx.platform.web.routes;

import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.limits.RateLimits;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that costs more than others: it is counted among its kind too, with a limit of its own.
 * Where only some of a route's requests cost more, it counts them itself, by {@link
 * RateLimiter#count}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateClass {
  RateLimits.Kind value();
}
