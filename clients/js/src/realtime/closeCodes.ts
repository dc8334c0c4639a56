/** Why the server closed the socket. The range says whether to come back. */
export const CloseCode = {
  DRAIN: 4000,
  SLOW_CONSUMER: 4001,
  HEARTBEAT_MISSED: 4002,
  SERVER_ERROR: 4003,
  TOO_MANY_SOCKETS: 4004,
  CONNECT_TIMEOUT: 4005,
  TOKEN_EXPIRED: 4400,
  RIGHTS_CHANGED: 4401,
  UNAUTHENTICATED: 4500,
  MALFORMED_FRAME: 4501,
  FRAME_TOO_LARGE: 4502,
  TOO_MANY_COMMANDS: 4503,
  ORIGIN_REFUSED: 4504,
  LOGIN_REVOKED: 4505,
} as const;

/**
 * - `reconnect`: after a pause
 * - `renew`: make the login good again first; it may only have expired
 * - `signed_out`: this login is gone
 * - `give_up`: coming back would fail in the same way
 */
export type AfterClose = "reconnect" | "renew" | "signed_out" | "give_up";

export function afterClose(code: number): AfterClose {
  if (code === CloseCode.TOKEN_EXPIRED || code === CloseCode.UNAUTHENTICATED) {
    return "renew";
  }
  if (code === CloseCode.LOGIN_REVOKED) {
    return "signed_out";
  }
  return code >= 4500 && code <= 4999 ? "give_up" : "reconnect";
}
