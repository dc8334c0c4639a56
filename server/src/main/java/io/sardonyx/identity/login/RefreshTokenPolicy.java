package io.sardonyx.identity.login;

import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of a refresh token that is not the newest of its login session.
 *
 * <p>Two honest reasons lead there. The answer that brought the newest was lost, so nobody has ever
 * used that one: the client gets it again. Or several requests refreshed with the same token at the
 * same moment, as two tabs do: within {@link #RACE} all of them get the same newest one. Everything
 * else means that two parties hold tokens of one login session, and nobody can tell which of them
 * stole it: it ends for both (RFC 9700, 4.14.2).
 */
enum RefreshTokenPolicy {
  /** The newest token again. */
  REPEAT,
  /** The login session ends: a used token came back. */
  REVOKE,
  /** It is not one that was ever handed out, or its login session has ended. */
  REFUSE;

  static final Duration RACE = Duration.ofSeconds(10);

  /**
   * @param newest the generation of the newest token
   * @param used the newest generation of which it is known that its tokens were used
   * @param refreshedAt when the newest was made
   */
  record State(int newest, int used, Instant refreshedAt, boolean live) {}

  static RefreshTokenPolicy decide(int presented, State state, Instant now) {
    if (!state.live() || presented >= state.newest() || presented < 1) {
      return REFUSE;
    }
    if (presented < state.newest() - 1) {
      return REVOKE;
    }
    boolean race = !now.isAfter(state.refreshedAt().plus(RACE));
    boolean lost = state.used() < state.newest();
    return race || lost ? REPEAT : REVOKE;
  }
}
