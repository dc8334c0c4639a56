import { describe, expect, it, vi } from "vitest";
import { TokenCredentials } from "./token.ts";

const ordinary = { isSafe: false, isAnonymous: false };

describe("a token provider", () => {
  it("is called at the first use, and not again while its token is good", async () => {
    const provider = vi.fn(async () => "t");
    const credentials = new TokenCredentials(provider);
    expect(provider).not.toHaveBeenCalled();
    const both = await Promise.all([credentials.headers(ordinary), credentials.headers(ordinary)]);
    expect(both).toEqual([{ Authorization: "Bearer t" }, { Authorization: "Bearer t" }]);
    expect(await credentials.connectParams()).toEqual({ access_token: "t" });
    expect(provider).toHaveBeenCalledTimes(1);
  });

  it("is called once for all calls that were refused with the same token", async () => {
    let now = 1_000;
    const provider = vi.fn(async () => `t${now}`);
    const credentials = new TokenCredentials(provider, { now: () => now });
    await credentials.headers(ordinary);
    now = 5_000;
    await Promise.all([credentials.renew(2_000), credentials.renew(2_001)]);
    await credentials.renew(4_999);
    expect(provider).toHaveBeenCalledTimes(2);
    expect(await credentials.headers(ordinary)).toEqual({ Authorization: "Bearer t5000" });
    await credentials.renew(5_000);
    expect(provider).toHaveBeenCalledTimes(3);
  });

  it("that fails is called again by the next use", async () => {
    const provider = vi.fn(async () => "t");
    provider.mockRejectedValueOnce(new Error("offline"));
    const credentials = new TokenCredentials(provider);
    await expect(credentials.headers(ordinary)).rejects.toThrow("offline");
    expect(await credentials.headers(ordinary)).toEqual({ Authorization: "Bearer t" });
  });

  it("that returns null has nobody signed in", async () => {
    const credentials = new TokenCredentials(async () => null);
    await expect(credentials.connectParams()).rejects.toMatchObject({ code: "signed_out", endsLogin: true });
  });
});

describe("a fixed token", () => {
  it("cannot be renewed", async () => {
    const credentials = new TokenCredentials("sx_1");
    expect(credentials.isRenewable()).toBe(false);
    await expect(credentials.renew(0)).rejects.toMatchObject({ endsLogin: true });
  });

  it("stays away from calls that bring their own credentials; the application's key does not", async () => {
    const credentials = new TokenCredentials("t", { publishableKey: "pk" });
    expect(await credentials.headers({ isSafe: true, isAnonymous: true })).toEqual({ apikey: "pk" });
    expect(await credentials.headers(ordinary)).toEqual({ apikey: "pk", Authorization: "Bearer t" });
  });
});
