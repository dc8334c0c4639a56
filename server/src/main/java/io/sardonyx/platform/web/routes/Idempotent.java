package io.sardonyx.platform.web.routes;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that takes the header {@code Idempotency-Key}: a repeat with the same key and body gets
 * the first response again and changes nothing. For routes that create something, need a caller,
 * and have no client-generated id in their body.
 */
@Documented
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
