package io.sardonyx.platform.web.routes;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route where anybody may try a password, a code or an address: there an address may ask less
 * often than elsewhere.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RateLimited {
  /**
   * With exactly this query nothing can be guessed, as in {@code grant_type=refresh_token}: whoever
   * is signed in stays so, however many guess from the same address.
   */
  String unless() default "";
}
