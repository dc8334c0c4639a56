// Generated from contract/ by scripts/generate-wire.mjs: run `npm run generate` after a change.

/** Why the server closed the socket. */
export const CloseCode = {
  /** The node ends. Come back, after retry_after_ms of the draining push. */
  DRAIN: 4000,
  /** The client reads more slowly than things happen. Come back with the last numbers. */
  SLOW_CONSUMER: 4001,
  /** Nothing was heard of the client for two heartbeat intervals and 5 seconds. */
  HEARTBEAT_MISSED: 4002,
  /** Something failed in the server. Come back, with growing pauses. */
  SERVER_ERROR: 4003,
  /** The user has too many connections. Come back when others are closed. */
  TOO_MANY_SOCKETS: 4004,
  /** No connect came within 5 seconds. */
  CONNECT_TIMEOUT: 4005,
  /** The token ended more than 15 seconds ago, or had ended at connect. Refresh it, then come back. */
  TOKEN_EXPIRED: 4400,
  /** The user's role or permissions are others than when they connected. Come back: what may be followed and done is decided anew. */
  RIGHTS_CHANGED: 4401,
  /** The token does not hold, or the first command was not connect. */
  UNAUTHENTICATED: 4500,
  /** What came is not a command; the reason says why. */
  MALFORMED_FRAME: 4501,
  /** A frame beyond 64 KiB, or what the operator set. (Far beyond, the socket ends with 1009 at the header.) */
  FRAME_TOO_LARGE: 4502,
  /** The client went on though its commands were refused with rate_limited. */
  TOO_MANY_COMMANDS: 4503,
  /** A cookie came from a page that is not ours. */
  ORIGIN_REFUSED: 4504,
  /** The login session was revoked, or the user deactivated. */
  LOGIN_REVOKED: 4505,
} as const;
