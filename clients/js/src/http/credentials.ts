import { Problem } from "../problem.ts";

export interface CallKind {
  /** The call changes nothing. */
  readonly isSafe: boolean;
  /** The call signs in or renews, or brings a token of its own. */
  readonly isAnonymous: boolean;
}

/** How an HTTP client authenticates its calls. */
export interface Credentials {
  /** Whether fetch sends the browser's cookies along. */
  readonly cookies: "same-origin" | "omit";
  /** @throws Problem whose `endsLogin` is true when nobody is signed in */
  headers(call: CallKind): Promise<Readonly<Record<string, string>>>;
  /** Whether a call that was refused with this status 401 may succeed after {@link renew}. */
  isRenewable(refusal: Problem): boolean;
  /**
   * Renews an expired login.
   *
   * @param noticedAt when the refused call was sent, in milliseconds: a renewal after it need not be repeated
   * @throws Problem whose `endsLogin` is true when the user has to sign in again
   */
  renew(noticedAt: number): Promise<void>;
}

export interface CookieOptions {
  /** The value of the readable CSRF cookie, which unsafe calls repeat in a header; null without a cookie. */
  readonly csrfToken: () => string | null;
  /** Renews the login's cookies, or throws. */
  readonly refresh: (noticedAt: number) => Promise<void>;
}

/** The cookies of a page on the server's own origin. */
export class CookieCredentials implements Credentials {
  readonly cookies = "same-origin";
  readonly #options: CookieOptions;

  constructor(options: CookieOptions) {
    this.#options = options;
  }

  async headers({ isSafe }: CallKind): Promise<Readonly<Record<string, string>>> {
    const csrf = isSafe ? null : this.#options.csrfToken();
    return csrf ? { "X-CSRF-Token": csrf } : {};
  }

  /** A browser does not send an expired cookie at all: then the CSRF cookie shows that there may be a login. */
  isRenewable(refusal: Problem): boolean {
    return refusal.code.endsWith("token_expired") || this.#options.csrfToken() !== null;
  }

  /** Why the server refused is of no use to a person: a token used already, a login revoked or expired. */
  async renew(noticedAt: number): Promise<void> {
    try {
      await this.#options.refresh(noticedAt);
    } catch (error) {
      throw error instanceof Problem && error.endsLogin ? Problem.loginEnded() : error;
    }
  }
}
