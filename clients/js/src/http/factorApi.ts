import type { HttpClient, Method } from "./client.ts";

const FACTORS = "/auth/v1/factors";
const RECOVERY_CODES = "/api/v1/me/recovery-codes";

/** What somebody shows besides their password: an authenticator, whose digits are others every half minute. */
export interface Factor {
  readonly id: string;
  readonly friendly_name: string;
  readonly status: "verified" | "unverified";
  readonly created_at: string;
}

/** A factor at the one moment at which its secret can be seen. */
export interface EnrolledFactor {
  readonly id: string;
  readonly totp: {
    /** An SVG image. */
    readonly qr_code: string;
    readonly secret: string;
    readonly uri: string;
  };
}

export type FactorApi = ReturnType<typeof factorRoutes>;

/**
 * One's own second factors.
 *
 * @param bearer whose they are, in place of who is signed in by cookie
 */
export function factorRoutes(http: HttpClient, bearer?: string) {
  const call = <T>(method: Method, path: string, body?: object) =>
    bearer
      ? http.requestAnonymously<T>(method, path, { ...(body ? { body } : {}), bearer })
      : http.request<T>(method, path, body ? { body } : {});
  return {
    /** Those that count. */
    list: async () => {
      const { factors = [] } = await call<{ factors?: readonly Factor[] }>("GET", "/auth/v1/user");
      return factors.filter(({ status }) => status === "verified");
    },
    /** @param password needed unless one signed in, or showed a factor, a short while ago */
    enroll: (name: string, password?: string) =>
      call<EnrolledFactor>("POST", FACTORS, {
        factor_type: "totp",
        friendly_name: name,
        ...(password === undefined ? {} : { current_password: password }),
      }),
    /** @param code the digits, or a recovery code in their place */
    show: async (id: string, code: string) => {
      const asked = await call<{ id: string }>("POST", `${FACTORS}/${id}/challenge`, {});
      return call<{ access_token?: string }>("POST", `${FACTORS}/${id}/verify`, {
        challenge_id: asked.id,
        code,
      });
    },
    remove: (id: string) => call<unknown>("DELETE", `${FACTORS}/${id}`),
    newRecoveryCodes: async () => (await call<{ codes: readonly string[] }>("POST", RECOVERY_CODES)).codes,
    recoveryCodesLeft: async () => (await call<{ left: number }>("GET", RECOVERY_CODES)).left,
  };
}
