package io.sardonyx.platform.web.routes;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each request of this route is counted in the named rate class too, next to the limits of every
 * request by caller and by address. Where only some requests of a route belong to the class, the
 * route counts those itself, by {@code RateLimiter.count}.
 */
@Documented
@Repeatable(RateLimited.List.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {
  /** The name of a rate class that a feature registered. */
  String value();

  /** Requests with exactly this query, as in {@code grant_type=refresh_token}, are not counted. */
  String unlessQuery() default "";

  /** Several rate classes of one route. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface List {
    RateLimited[] value();
  }
}
