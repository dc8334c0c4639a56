import type * as wire from "../wire/http.gen.ts";
import type { InResponse } from "../wire.ts";
import type { HttpClient, Method } from "./client.ts";

const FACTORS = "/auth/v1/factors";
const RECOVERY_CODES = "/api/v1/me/recovery-codes";

/** A second factor: an authenticator app with one-time codes. */
export interface Factor extends InResponse<wire.FactorView> {
  readonly status: "verified" | "unverified";
}

/** A new factor with its secret, which is in this response only; `totp.qr_code` is an SVG image. */
export type EnrolledFactor = InResponse<wire.EnrolledFactorView>;

export type FactorApi = ReturnType<typeof createFactorApi>;

/**
 * The user's own second factors.
 *
 * @param bearer the user's access token, in place of the client's credentials
 */
export function createFactorApi(http: HttpClient, bearer?: string) {
  const call = <T>(method: Method, path: string, body?: object) =>
    bearer
      ? http.requestAnonymously<T>(method, path, { ...(body ? { body } : {}), bearer })
      : http.request<T>(method, path, body ? { body } : {});
  return {
    /** Only those that are verified. */
    list: async () => {
      const { factors = [] } = await call<{ factors?: readonly Factor[] }>("GET", "/auth/v1/user");
      return factors.filter(({ status }) => status === "verified");
    },
    /** @param password needed unless the user signed in, or verified a factor, a short while ago */
    enroll: (name: string, password?: string) =>
      call<EnrolledFactor>("POST", FACTORS, {
        factor_type: "totp",
        friendly_name: name,
        ...(password === undefined ? {} : { current_password: password }),
      }),
    /** @param code the one-time code, or a recovery code in its place */
    show: async (id: string, code: string) => {
      const challenge = await call<{ id: string }>("POST", `${FACTORS}/${id}/challenge`, {});
      return call<{ access_token?: string }>("POST", `${FACTORS}/${id}/verify`, {
        challenge_id: challenge.id,
        code,
      });
    },
    remove: (id: string) => call<unknown>("DELETE", `${FACTORS}/${id}`),
    newRecoveryCodes: async () => (await call<{ codes: readonly string[] }>("POST", RECOVERY_CODES)).codes,
    recoveryCodesLeft: async () => (await call<{ left: number }>("GET", RECOVERY_CODES)).left,
  };
}
