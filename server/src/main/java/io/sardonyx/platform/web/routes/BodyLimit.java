package io.sardonyx.platform.web.routes;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The largest body that a route takes where it is more than the limit of every route. The body is
 * buffered, and what is beyond the usual limit is counted in a budget of its own, so that large
 * bodies take no memory from others.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface BodyLimit {
  /** In bytes. */
  int value();
}
