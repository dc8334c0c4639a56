import { describe, expect, it, vi } from "vitest";
import { Store } from "./store.ts";

describe("a store", () => {
  it("notifies each subscription, also two of the same listener, and each leaves alone", () => {
    const store = new Store(0);
    const listener = vi.fn();
    const leaves = [store.subscribe(listener), store.subscribe(listener)];
    store.set(1);
    expect(listener).toHaveBeenCalledTimes(2);
    leaves[0]?.();
    leaves[0]?.();
    store.set(2);
    expect(listener).toHaveBeenCalledTimes(3);
    leaves[1]?.();
    store.set(3);
    expect(listener).toHaveBeenCalledTimes(3);
    expect(store.hasListeners).toBe(false);
  });

  it("notifies nobody of the value that it has", () => {
    const store = new Store("a");
    const listener = vi.fn();
    store.subscribe(listener);
    store.set("a");
    expect(listener).not.toHaveBeenCalled();
  });

  it("does not call a listener that another one has just removed", () => {
    const store = new Store(0);
    const second = vi.fn();
    store.subscribe(() => leave());
    const leave = store.subscribe(second);
    store.set(1);
    expect(second).not.toHaveBeenCalled();
  });

  it("notifies the others when one throws, and reports its error", () => {
    const reported: unknown[] = [];
    vi.stubGlobal("queueMicrotask", (work: () => void) => {
      try {
        work();
      } catch (error) {
        reported.push(error);
      }
    });
    const store = new Store(0);
    const failure = new Error("a listener's own");
    store.subscribe(() => {
      throw failure;
    });
    const other = vi.fn();
    store.subscribe(other);
    store.set(1);
    vi.unstubAllGlobals();
    expect(other).toHaveBeenCalledTimes(1);
    expect(reported).toEqual([failure]);
  });
});
