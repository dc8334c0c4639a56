package io.sardonyx.platform.web.routes;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that creates something and takes the header {@code Idempotency-Key}: a repeat with the
 * same key and the same body gets the first answer again and changes nothing. For routes that need
 * a caller, and whose body has no id of the sender's own.
 */
@Documented
@NameBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
