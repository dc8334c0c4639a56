import { CloseCode } from "../wire/closeCodes.gen.ts";

export { CloseCode };

/**
 * What to do after a close code; its range decides where there is no rule of its own.
 *
 * - `reconnect`: after a pause
 * - `renew`: renew the login first; it may only have expired
 * - `signed_out`: the login was revoked
 * - `give_up`: reconnecting would fail in the same way
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
