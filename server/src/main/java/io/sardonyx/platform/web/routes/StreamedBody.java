package io.sardonyx.platform.web.routes;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The body of this route is not buffered: the resource method takes an {@code InputStream} and
 * reads on its virtual thread while the body arrives, of any media type that the method consumes.
 * The sender is slowed to the pace of the reader. {@code read} throws a {@code Problem} when the
 * body is larger or slower than allowed, or ends in the middle.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface StreamedBody {
  /** The largest body, in bytes. */
  long limit();

  /** The time for the whole body. A sender who is silent for 20 seconds is refused in any case. */
  int seconds() default 3600;
}
