import { Problem } from "../problem.ts";
import { CookieCredentials, type CookieOptions, type Credentials } from "./credentials.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Call {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly idempotencyKey?: string;
  /** A token for this call, in place of the client's credentials. */
  readonly bearer?: string;
  readonly signal?: AbortSignal;
}

export interface TransportOptions {
  /** As in "https://chat.example.com"; empty for the page's own server. */
  readonly baseUrl?: string;
  readonly fetch: typeof fetch;
  /** The login has ended: the user has to sign in. */
  readonly onSignedOut: () => void;
  /** For one call. 30 seconds unless given. */
  readonly timeoutMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** With credentials, or with the cookies of the page's own server. */
export type HttpOptions = TransportOptions & (CookieOptions | { readonly credentials: Credentials });

const SAFE: ReadonlySet<Method> = new Set(["GET"]);

/** Calls the server. Every failure of a call is a {@link Problem}. */
export class HttpClient {
  readonly #options: TransportOptions;
  readonly #credentials: Credentials;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.#credentials = "credentials" in options ? options.credentials : new CookieCredentials(options);
  }

  async request<T>(method: Method, path: string, call: Call = {}): Promise<T> {
    return body<T>(await this.#authenticated(method, path, call));
  }

  /** Downloads a file; its name is the server's. */
  async download(path: string, call: Call = {}): Promise<{ name: string; content: Blob }> {
    const response = await this.#authenticated("GET", path, call);
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: name ?? "download", content: await response.blob() };
  }

  /** For the routes that sign in and renew: a 401 there is a result, not a reason to renew. */
  async requestAnonymously<T>(method: Method, path: string, call: Call = {}): Promise<T> {
    const headers = await this.#credentials.headers({ isSafe: SAFE.has(method), isAnonymous: true });
    const response = await this.#send(method, path, call, headers);
    if (!response.ok) {
      throw await Problem.of(response);
    }
    return body<T>(response);
  }

  /** Calls with the client's credentials, which are renewed once if the server refuses them. */
  async #authenticated(method: Method, path: string, call: Call): Promise<Response> {
    let sentAt = 0;
    const kind = { isSafe: SAFE.has(method), isAnonymous: call.bearer !== undefined };
    const send = async () => {
      const headers = await this.#whileSignedIn(() => this.#credentials.headers(kind));
      sentAt = (this.#options.now ?? Date.now)();
      return this.#send(method, path, call, headers);
    };
    let response = await send();
    if (response.status === 401) {
      const refusal = await Problem.of(response);
      if (!this.#credentials.isRenewable(refusal)) {
        this.#options.onSignedOut();
        throw refusal;
      }
      await this.#whileSignedIn(() => this.#credentials.renew(sentAt));
      response = await send();
    }
    return this.#successful(response);
  }

  /** Reports that the login has ended if the work fails because of that. */
  async #whileSignedIn<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Problem && error.endsLogin) {
        this.#options.onSignedOut();
      }
      throw error;
    }
  }

  async #successful(response: Response): Promise<Response> {
    if (response.ok) {
      return response;
    }
    if (response.status === 401) {
      this.#options.onSignedOut();
    }
    throw await Problem.of(response);
  }

  async #send(
    method: Method,
    path: string,
    call: Call,
    credentials: Readonly<Record<string, string>>,
  ): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs ?? 30_000);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    const request: RequestInit = {
      method,
      signal,
      credentials: call.bearer ? "omit" : this.#credentials.cookies,
      headers: headersOf(call, credentials),
    };
    if (call.body !== undefined) {
      request.body = JSON.stringify(call.body);
    }
    try {
      return await this.#options.fetch(this.#url(path, call.query), request);
    } catch (error) {
      if (call.signal?.aborted) {
        throw error;
      }
      throw timeout.aborted ? Problem.timedOut() : Problem.unreachable();
    }
  }

  #url(path: string, query: Call["query"]): string {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {})) {
      if (value !== null && value !== undefined) {
        parameters.set(name, String(value));
      }
    }
    const search = parameters.size > 0 ? `?${parameters}` : "";
    return `${this.#options.baseUrl ?? ""}${path}${search}`;
  }
}

function headersOf(call: Call, credentials: Readonly<Record<string, string>>): Headers {
  const headers = new Headers({ Accept: "application/json", ...credentials });
  if (call.body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  if (call.idempotencyKey) {
    headers.set("Idempotency-Key", call.idempotencyKey);
  }
  if (call.bearer) {
    headers.set("Authorization", `Bearer ${call.bearer}`);
  }
  return headers;
}

async function body<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (text === "") {
    return undefined as T;
  }
  try {
    return JSON.parse(text) as T;
  } catch {
    throw new Problem(response.status, "not_json", "The server's answer could not be read. Try again.");
  }
}

/** The CSRF token in `document.cookie`. Over TLS the cookie has a name that a sibling domain cannot set. */
export function readCsrfToken(cookies: string): string | null {
  return cookie(cookies, "__Host-sardonyx_csrf") ?? cookie(cookies, "sardonyx_csrf");
}

function cookie(cookies: string, name: string): string | null {
  for (const pair of cookies.split(/;\s*/)) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at) === name) {
      return decodeURIComponent(pair.slice(at + 1));
    }
  }
  return null;
}
