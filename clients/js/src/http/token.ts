import { Problem } from "../problem.ts";
import type { Methods } from "../wire/realtime.gen.ts";
import type { CallKind, Credentials } from "./credentials.ts";

/** Returns a valid token, or null when nobody is signed in. */
export type TokenProvider = () => Promise<string | null>;

export interface TokenOptions {
  /** Of the application whose backend signed the token. Access tokens and API keys of the server need none. */
  readonly publishableKey?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * A token in the Authorization header: an access token, an API key, or a token that an application's
 * backend signed. No cookie is sent. A provider is called at the first use, and again when the server
 * refuses its token or the token is about to expire; concurrent calls share one call of the provider.
 */
export class TokenCredentials implements Credentials {
  readonly cookies = "omit";
  readonly #provider: TokenProvider | null;
  readonly #options: TokenOptions;
  #token: string | null;
  #requestedAt = Number.NEGATIVE_INFINITY;
  #request: Promise<string> | null = null;

  constructor(token: string | TokenProvider, options: TokenOptions = {}) {
    this.#provider = typeof token === "string" ? null : token;
    this.#token = typeof token === "string" ? token : null;
    this.#options = options;
  }

  async headers({ isAnonymous }: CallKind): Promise<Readonly<Record<string, string>>> {
    const key = this.#options.publishableKey;
    return {
      ...(key === undefined ? {} : { apikey: key }),
      ...(isAnonymous ? {} : { Authorization: `Bearer ${await this.#valid()}` }),
    };
  }

  /** The params of the realtime methods `connect` and `authenticate`. */
  async connectParams(): Promise<Methods["connect"]["params"]> {
    const key = this.#options.publishableKey;
    return { access_token: await this.#valid(), ...(key === undefined ? {} : { publishable_key: key }) };
  }

  isRenewable(): boolean {
    return this.#provider !== null;
  }

  async renew(noticedAt: number): Promise<void> {
    if (this.#provider === null) {
      throw Problem.signedOut();
    }
    if (this.#request === null && this.#requestedAt <= noticedAt) {
      this.#token = null;
    }
    await this.#valid();
  }

  #valid(): Promise<string> {
    if (this.#token !== null) {
      return Promise.resolve(this.#token);
    }
    this.#request ??= this.#provide().finally(() => {
      this.#request = null;
    });
    return this.#request;
  }

  async #provide(): Promise<string> {
    this.#requestedAt = (this.#options.now ?? Date.now)();
    const token = this.#provider === null ? null : await this.#provider();
    if (token === null) {
      throw Problem.signedOut();
    }
    this.#token = token;
    return token;
  }
}
