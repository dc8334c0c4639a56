import { describe, expect, it } from "vitest";
import { createLocalLocks, createRefreshMemory, RefreshGate } from "./refresh.ts";

function storage() {
  const values = new Map<string, string>();
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
  };
}

describe("the refresh", () => {
  it("runs once for concurrent calls of a tab", async () => {
    let refreshes = 0;
    const gate = new RefreshGate(
      async () => {
        refreshes += 1;
      },
      createLocalLocks(),
      createRefreshMemory(null),
    );
    await Promise.all([gate.run(1), gate.run(1), gate.run(1)]);
    expect(refreshes).toBe(1);
  });

  it("runs once for several tabs", async () => {
    let refreshes = 0;
    const locks = createLocalLocks();
    const shared = storage();
    const tab = () =>
      new RefreshGate(
        async () => {
          refreshes += 1;
        },
        locks,
        createRefreshMemory(shared),
        () => 1_000,
      );
    await Promise.all([tab().run(500), tab().run(501), tab().run(999)]);
    expect(refreshes).toBe(1);
  });

  it("runs again for a request that was sent after the last refresh", async () => {
    let refreshes = 0;
    const gate = new RefreshGate(
      async () => {
        refreshes += 1;
      },
      createLocalLocks(),
      createRefreshMemory(storage()),
      () => 1_000,
    );
    await gate.run(500);
    await gate.run(1_500);
    expect(refreshes).toBe(2);
  });

  it("runs though the last one seems to be in the future, after the clock was set back", async () => {
    let refreshes = 0;
    const shared = storage();
    createRefreshMemory(shared).remember(90_000_000);
    const gate = new RefreshGate(
      async () => {
        refreshes += 1;
      },
      createLocalLocks(),
      createRefreshMemory(shared),
      () => 1_000,
    );
    await gate.run(500);
    expect(refreshes).toBe(1);
    await gate.run(501);
    expect(refreshes).toBe(1);
  });

  it("that fails rejects for all callers, and the next call tries again", async () => {
    let attempts = 0;
    const gate = new RefreshGate(
      async () => {
        attempts += 1;
        if (attempts === 1) {
          throw new Error("cut");
        }
      },
      createLocalLocks(),
      createRefreshMemory(storage()),
    );
    const both = [gate.run(1), gate.run(1)];
    await expect(both[0]).rejects.toThrow("cut");
    await expect(both[1]).rejects.toThrow("cut");
    await gate.run(1);
    expect(attempts).toBe(2);
  });
});
