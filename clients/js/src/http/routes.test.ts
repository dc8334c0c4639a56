import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { createAdminApi } from "./adminApi.ts";
import { createApi } from "./api.ts";
import type { HttpClient } from "./client.ts";
import { createFactorApi } from "./factorApi.ts";

type Operations = Readonly<Record<string, unknown>>;

const { paths } = JSON.parse(
  readFileSync(new URL("../../../../contract/openapi.json", import.meta.url), "utf8"),
) as { paths: Readonly<Record<string, Operations>> };

/** The operations of the contract whose path matches: its parameters are in braces. */
function isInContract(method: string, path: string): boolean {
  return Object.entries(paths).some(([template, operations]) => {
    const pattern = new RegExp(`^${template.replace(/\{[^}]+\}/g, "[^/{}]+")}$`);
    return pattern.test(path) && method.toLowerCase() in operations;
  });
}

/** An HTTP client that notes what is called, and whose every response has what some calls go on with. */
function recorder() {
  const calls: [method: string, path: string][] = [];
  const respond = async (method: string, path: string) => {
    calls.push([method, path]);
    return { id: "id", application: {}, factors: [] };
  };
  const http = {
    request: respond,
    requestAnonymously: respond,
    download: (path: string) => respond("GET", path),
  } as unknown as HttpClient;
  return { calls, http };
}

async function callEach(api: object): Promise<void> {
  for (const member of Object.values(api)) {
    if (typeof member === "function") {
      await member("a", "b", "c", "d");
    } else {
      await callEach(member as object);
    }
  }
}

describe("the routes that the client calls", () => {
  it.each([
    ["api", createApi, 40],
    ["administration", createAdminApi, 30],
    ["second factors", createFactorApi, 6],
  ] as const)("of %s are in the contract", async (_name, create, atLeast) => {
    const { calls, http } = recorder();
    await callEach(create(http));
    expect(calls.length).toBeGreaterThanOrEqual(atLeast);
    expect(calls.filter(([method, path]) => !isInContract(method, path))).toEqual([]);
  });
});
