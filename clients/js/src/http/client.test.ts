import { beforeEach, describe, expect, it, vi } from "vitest";
import { Problem } from "../problem.ts";
import { HttpClient, type HttpOptions, readCsrfToken } from "./client.ts";

type Answer = () => Response | Promise<Response>;

let sent: { method: string; url: string; headers: Headers; body: string | null }[];
let signedOut: number;

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

const problem = (status: number, code: string) =>
  json(status, { title: "T", status, code, detail: `Because ${code}.` });

function client(answers: Answer[], more: Partial<HttpOptions> = {}): HttpClient {
  return new HttpClient({
    fetch: async (input, init) => {
      sent.push({
        method: init?.method ?? "GET",
        url: String(input),
        headers: new Headers(init?.headers),
        body: typeof init?.body === "string" ? init.body : null,
      });
      const answer = answers.shift();
      if (!answer) {
        throw new TypeError("no network");
      }
      return answer();
    },
    csrfToken: () => "csrf",
    refresh: async () => undefined,
    onSignedOut: () => {
      signedOut += 1;
    },
    ...more,
  });
}

beforeEach(() => {
  sent = [];
  signedOut = 0;
});

describe("a call", () => {
  it("repeats the CSRF cookie in a header when it changes something, and only then", async () => {
    const http = client([() => json(200, {}), () => json(200, {})]);
    await http.request("GET", "/x");
    await http.request("PUT", "/x", { body: { a: 1 } });
    expect(sent[0]?.headers.get("X-CSRF-Token")).toBeNull();
    expect(sent[1]?.headers.get("X-CSRF-Token")).toBe("csrf");
    expect(sent[1]?.body).toBe('{"a":1}');
  });

  it("omits query parameters that are null", async () => {
    await client([() => json(200, {})]).request("GET", "/x", { query: { cursor: null, limit: 5, q: "a b" } });
    expect(sent[0]?.url).toBe("/x?limit=5&q=a+b");
  });

  it("refreshes an expired login once and repeats the call", async () => {
    const refresh = vi.fn(async () => undefined);
    const http = client([() => problem(401, "token_expired"), () => json(200, { ok: 1 })], { refresh });
    expect(await http.request("GET", "/x")).toEqual({ ok: 1 });
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(sent.length).toBe(2);
  });

  it("refreshes when the access cookie has expired and the CSRF cookie is still there", async () => {
    const refresh = vi.fn(async () => undefined);
    const http = client([() => problem(401, "unauthenticated"), () => json(200, { ok: 1 })], { refresh });
    expect(await http.request("GET", "/x")).toEqual({ ok: 1 });
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it("ends the login with a sentence for people when it cannot be renewed", async () => {
    const used = {
      code: 400,
      error_code: "refresh_token_already_used",
      msg: "Invalid Refresh Token: Already Used",
    };
    const refresh = () => client([() => json(400, used)]).requestAnonymously<void>("POST", "/auth/v1/token");
    const http = client([() => problem(401, "token_expired")], { refresh });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({
      status: 401,
      code: "login_ended",
      message: "Your sign-in has ended. Sign in again.",
    });
    expect(signedOut).toBe(1);
  });

  it("is repeated once only", async () => {
    const http = client([() => problem(401, "token_expired"), () => problem(401, "token_expired")]);
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ status: 401 });
    expect(sent.length).toBe(2);
    expect(signedOut).toBe(1);
  });

  it("does not refresh when nobody is signed in", async () => {
    const refresh = vi.fn(async () => undefined);
    const http = client([() => problem(401, "unauthenticated")], { refresh, csrfToken: () => null });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ code: "unauthenticated" });
    expect(refresh).not.toHaveBeenCalled();
    expect(signedOut).toBe(1);
  });

  it("signs out when the refresh is refused, but not when the network fails", async () => {
    const refused = client([() => problem(401, "token_expired")], {
      refresh: () => Promise.reject(new Problem(401, "refresh_token_reused", "No.")),
    });
    await expect(refused.request("GET", "/x")).rejects.toMatchObject({ code: "login_ended" });
    expect(signedOut).toBe(1);
    const none = client([() => problem(401, "token_expired")], {
      refresh: () => Promise.reject(new Problem(400, "refresh_token_not_found", "No.")),
    });
    await expect(none.request("GET", "/x")).rejects.toMatchObject({ code: "login_ended" });
    expect(signedOut).toBe(2);
    const cut = client([() => problem(401, "token_expired")], {
      refresh: () => Promise.reject(Problem.unreachable()),
    });
    await expect(cut.request("GET", "/x")).rejects.toMatchObject({ code: "unreachable" });
    const busy = client([() => problem(401, "token_expired")], {
      refresh: () => Promise.reject(new Problem(429, "over_request_rate_limit", "Later.")),
    });
    await expect(busy.request("GET", "/x")).rejects.toMatchObject({ status: 429 });
    expect(signedOut).toBe(2);
  });

  it("fails with the server's problem document", async () => {
    const document = {
      code: "invalid",
      detail: "The name is empty.",
      request_id: "r1",
      errors: [{ field: "name", detail: "is empty" }],
    };
    const http = client([() => json(422, document, { "Retry-After": "7" })]);
    const error = await http.request("POST", "/x", { body: {} }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      message: "The name is empty.",
      code: "invalid",
      requestId: "r1",
      retryAfter: 7,
      fields: [{ field: "name", detail: "is empty" }],
    });
  });

  it("fails with a message for a proxy's HTML page and for a missing response", async () => {
    const http = client([() => new Response("<html>", { status: 502 })]);
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ status: 502, isPassing: true });
    await expect(http.request("GET", "/x")).rejects.toMatchObject({ code: "unreachable", isPassing: true });
  });

  it("to sign in does not refresh after a refusal, and replaces messages that are meant for programs", async () => {
    const body = { code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" };
    const http = client([() => json(400, body)]);
    await expect(http.requestAnonymously("POST", "/x")).rejects.toMatchObject({
      code: "invalid_credentials",
      message: "There is no such account, or the password is another.",
    });
    const late = client([() => json(429, { code: 429, error_code: "over_limit", msg: "Wait." })]);
    await expect(late.requestAnonymously("POST", "/x")).rejects.toMatchObject({ message: "Wait." });
    expect(signedOut).toBe(0);
  });
});

describe("the CSRF token", () => {
  it("is found by the full name of the cookie", () => {
    expect(readCsrfToken("a=1; sardonyx_csrf=x%3D; b=2")).toBe("x=");
    expect(readCsrfToken("not_sardonyx_csrf=x")).toBeNull();
    expect(readCsrfToken("")).toBeNull();
  });

  it("prefers the cookie that a sibling domain cannot set", () => {
    expect(readCsrfToken("sardonyx_csrf=planted; __Host-sardonyx_csrf=ours")).toBe("ours");
  });
});
