package io.sardonyx.platform.web.limits;

import io.sardonyx.platform.config.Settings;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/**
 * Requests that are counted together against one limit a minute. A feature registers its own with a
 * {@link RateClassProvider}.
 *
 * @param name of the policy in the headers {@code RateLimit-Policy} and {@code RateLimit}
 * @param scope whose requests are counted together
 * @param limit requests a minute on all nodes together; 0 for any number
 */
public record RateClass(String name, Scope scope, ToIntFunction<Settings> limit) {
  /** Each request of a caller, whatever it asks for. */
  public static final String CALLER = "caller";

  /** Each request from an address, which many people may share. */
  public static final String ADDRESS = "address";

  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");

  public RateClass {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a rate class: " + name);
    }
  }

  /** Whose requests are counted together. */
  public enum Scope {
    /** An IPv4 address, or the /64 network of an IPv6 address. Counted before authentication. */
    ADDRESS,
    /** An API key, or else a user: each key has requests of its own. */
    CREDENTIAL,
    /** A user with all of their API keys, for what is expensive however it is asked for. */
    USER
  }

  public static RateClass perAddress(String name, ToIntFunction<Settings> limit) {
    return new RateClass(name, Scope.ADDRESS, limit);
  }

  public static RateClass perCredential(String name, ToIntFunction<Settings> limit) {
    return new RateClass(name, Scope.CREDENTIAL, limit);
  }

  public static RateClass perUser(String name, ToIntFunction<Settings> limit) {
    return new RateClass(name, Scope.USER, limit);
  }
}
