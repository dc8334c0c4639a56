package io.sardonyx.platform.web.routes;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that a caller may use after the password and before the second factor: verifying it,
 * enrolling one, signing out. See {@link RequiredAction#SECOND_FACTOR}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedBeforeSecondFactor {}
