package io.sardonyx.platform.observe;

/** Something that the program depends on; every bean of this kind is asked. */
public interface HealthCheck {
  /** As it stands in the answer: {@code database}. */
  String name();

  /**
   * Asks it something small. Runs on a virtual thread and is given up after {@link
   * Health#PATIENCE}.
   *
   * @throws Exception when it does not answer as it should
   */
  void check() throws Exception;

  /** Whether the program cannot serve without it. Redis is not required: it is slower without. */
  default boolean required() {
    return true;
  }
}
