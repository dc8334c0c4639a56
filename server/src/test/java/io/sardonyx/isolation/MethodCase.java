package io.sardonyx.isolation;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How a realtime method is tried by those who may not use it, and by who may.
 *
 * @param params what is sent, by intruders and owners alike
 */
public record MethodCase(String name, Kind kind, Function<Things, Map<String, Object>> params) {
  enum Kind {
    /** It names nothing of anybody's; what it can do is only about the socket itself. */
    SOCKET,
    /** It follows topics. */
    SUBSCRIPTION,
    /** Whoever may read may do it. */
    READ,
    WRITE
  }

  public static MethodCase ofSocket(String name) {
    return new MethodCase(name, Kind.SOCKET, things -> Map.of());
  }

  public static MethodCase ofSubscription(String name) {
    return new MethodCase(name, Kind.SUBSCRIPTION, things -> Map.of());
  }

  public static MethodCase reading(String name, Function<Things, Map<String, Object>> params) {
    return new MethodCase(name, Kind.READ, params);
  }

  public static MethodCase writing(String name, Function<Things, Map<String, Object>> params) {
    return new MethodCase(name, Kind.WRITE, params);
  }

  /** So that what it names is there before anybody tries. */
  void create(Things things) {
    Objects.requireNonNull(params.apply(things));
  }

  /** It names something, which has to be the caller's. */
  boolean isCommand() {
    return kind == Kind.READ || kind == Kind.WRITE;
  }
}
