package io.sardonyx.platform.web;

import io.sardonyx.platform.config.Settings;
import java.time.Duration;

/**
 * How often one may ask. Counted for each caller, and for each address: whoever has many keys has
 * one address, and whoever has many addresses one key.
 *
 * @param perCaller requests of one caller in a window
 * @param perAddress requests from one address in a window; many people may share it
 * @param signIns attempts to sign in, sign up or be mailed from one address in a window
 */
record RateLimits(int perCaller, int perAddress, int signIns) {
  static final Duration WINDOW = Duration.ofMinutes(1);

  static RateLimits of(Settings settings) {
    return new RateLimits(
        settings.requestsPerCaller(), settings.requestsPerAddress(), settings.signInsPerAddress());
  }

  /** What a route is counted as. */
  enum Kind {
    /** Whatever changes or reads something in somebody's name. */
    CALLER("caller"),
    /** Every request from an address. */
    ADDRESS("address"),
    /** What is asked before anybody is known, and costs a password's hash or a mail. */
    SIGN_IN("sign-in");

    private final String policy;
    private final String quoted;

    Kind(String policy) {
      this.policy = policy;
      this.quoted = '"' + policy + '"';
    }

    String policy() {
      return policy;
    }

    /** As the headers name it. */
    String quoted() {
      return quoted;
    }
  }

  int of(Kind kind) {
    return switch (kind) {
      case CALLER -> perCaller;
      case ADDRESS -> perAddress;
      case SIGN_IN -> signIns;
    };
  }
}
