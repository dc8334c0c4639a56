package io.sardonyx.platform.web.limits;

import io.sardonyx.platform.config.Settings;
import java.time.Duration;
import java.util.function.ToIntFunction;

/**
 * How often one may ask: for each caller, each address, and what costs more than other requests for
 * itself, so that none of it eats the rest. Whoever has many keys has one address, and whoever has
 * many addresses one key.
 */
public final class RateLimits {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private final int[] byKind = new int[Kind.values().length];

  private RateLimits() {}

  static RateLimits of(Settings settings) {
    var limits = new RateLimits();
    for (var kind : Kind.values()) {
      limits.byKind[kind.ordinal()] = kind.setting.applyAsInt(settings);
    }
    return limits;
  }

  int of(Kind kind) {
    return byKind[kind.ordinal()];
  }

  /** What is counted together. */
  public enum Kind {
    /** Whatever changes or reads something in somebody's name. */
    CALLER("caller", Settings::requestsPerCaller),
    /** Every request from an address; many people may share it. */
    ADDRESS("address", Settings::requestsPerAddress),
    /**
     * What is asked before anybody is known, and costs a password's hash or lets codes be tried.
     */
    SIGN_IN("sign-in", Settings::signInsPerAddress),
    /** What sends a mail, to whatever address. */
    MAIL("mail", Settings::mailsPerAddress),
    /** A WebSocket, whether or not anybody turns out to be behind it. */
    CONNECT("connect", Settings::realtimeConnectsPerAddress),
    /** What a model is asked for. */
    ANSWER("answer", Settings::answerRequestsPerCaller),
    /** What looks through everything that one has written. */
    SEARCH("search", Settings::searchesPerCaller),
    /** What reads all of it out. */
    EXPORT("export", Settings::exportsPerCaller);

    private final String policy;
    private final String quoted;
    private final ToIntFunction<Settings> setting;

    Kind(String policy, ToIntFunction<Settings> setting) {
      this.policy = policy;
      this.quoted = '"' + policy + '"';
      this.setting = setting;
    }

    String policy() {
      return policy;
    }

    /** As the headers name it. */
    String quoted() {
      return quoted;
    }

    /** Whether it is counted for each address; otherwise for each caller. */
    public boolean isOfAddress() {
      return switch (this) {
        case ADDRESS, SIGN_IN, MAIL, CONNECT -> true;
        case CALLER, ANSWER, SEARCH, EXPORT -> false;
      };
    }
  }
}
