import { Problem } from "../problem.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Call {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly idempotencyKey?: string;
  /** In place of the browser's cookies. */
  readonly bearer?: string;
  readonly signal?: AbortSignal;
}

export interface HttpOptions {
  /** Empty for the page's own server. */
  readonly baseUrl?: string;
  readonly fetch: typeof fetch;
  /** The readable cookie's value, which unsafe calls repeat in a header; null when there is none. */
  readonly csrfToken: () => string | null;
  /** Makes an expired login good again, or throws. */
  readonly refresh: (noticedAt: number) => Promise<void>;
  /** The login is gone for good: the person has to sign in. */
  readonly onSignedOut: () => void;
  readonly timeoutMs?: number;
  readonly now?: () => number;
}

const SAFE: ReadonlySet<Method> = new Set(["GET"]);

/** Calls the server with the browser's cookies, and says every failure as a {@link Problem}. */
export class HttpClient {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions) {
    this.#options = options;
  }

  async request<T>(method: Method, path: string, call: Call = {}): Promise<T> {
    return body<T>(await this.#answer(method, path, call));
  }

  /** A file, under the name that the server gave it. */
  async download(path: string, call: Call = {}): Promise<{ name: string; content: Blob }> {
    const response = await this.#answer("GET", path, call);
    const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
    return { name: name ?? "download", content: await response.blob() };
  }

  /** The answer to a call, with the login made good again once if it had expired. */
  async #answer(method: Method, path: string, call: Call): Promise<Response> {
    const sentAt = (this.#options.now ?? Date.now)();
    let response = await this.#send(method, path, call);
    if (response.status === 401) {
      const problem = await Problem.of(response);
      // An expired cookie is not sent at all: then the one beside it tells that there may be a login to refresh.
      if (problem.code !== "token_expired" && this.#options.csrfToken() === null) {
        this.#options.onSignedOut();
        throw problem;
      }
      await this.#refresh(sentAt);
      response = await this.#send(method, path, call);
    }
    return this.#good(response);
  }

  /** For the routes that sign in and refresh: a 401 there is an answer, not a reason to refresh. */
  async requestAnonymously<T>(method: Method, path: string, call: Call = {}): Promise<T> {
    const response = await this.#send(method, path, call);
    if (!response.ok) {
      throw await Problem.of(response);
    }
    return body<T>(response);
  }

  async #refresh(sentAt: number): Promise<void> {
    try {
      await this.#options.refresh(sentAt);
    } catch (error) {
      if (error instanceof Problem && error.endsLogin) {
        this.#options.onSignedOut();
      }
      throw error;
    }
  }

  async #good(response: Response): Promise<Response> {
    if (response.ok) {
      return response;
    }
    if (response.status === 401) {
      this.#options.onSignedOut();
    }
    throw await Problem.of(response);
  }

  async #send(method: Method, path: string, call: Call): Promise<Response> {
    const timeout = AbortSignal.timeout(this.#options.timeoutMs ?? 30_000);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    const request: RequestInit = {
      method,
      signal,
      credentials: call.bearer ? "omit" : "same-origin",
      headers: this.#headers(method, call),
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

  #headers(method: Method, call: Call): Headers {
    const headers = new Headers({ Accept: "application/json" });
    if (call.body !== undefined) {
      headers.set("Content-Type", "application/json");
    }
    if (call.idempotencyKey) {
      headers.set("Idempotency-Key", call.idempotencyKey);
    }
    if (call.bearer) {
      headers.set("Authorization", `Bearer ${call.bearer}`);
    }
    const csrf = SAFE.has(method) ? null : this.#options.csrfToken();
    if (csrf) {
      headers.set("X-CSRF-Token", csrf);
    }
    return headers;
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

/** The CSRF token out of `document.cookie`: over TLS the cookie has the name that no neighbour's page can set. */
export function csrfTokenIn(cookies: string): string | null {
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
