import { expect, it } from "vitest";
import { Drafts } from "./drafts.ts";

class Shelf {
  readonly #values = new Map<string, string>();
  isFull = false;
  get length() {
    return this.#values.size;
  }
  key(index: number) {
    return [...this.#values.keys()][index] ?? null;
  }
  getItem(key: string) {
    return this.#values.get(key) ?? null;
  }
  setItem(key: string, value: string) {
    if (this.isFull) {
      throw new Error("full");
    }
    this.#values.set(key, value);
  }
  removeItem(key: string) {
    this.#values.delete(key);
  }
}

it("is there after a reload, for its own place only", () => {
  const shelf = new Shelf();
  new Drafts(shelf).write("ada.one", "half a sentence");
  const reloaded = new Drafts(shelf);
  expect(reloaded.read("ada.one")).toBe("half a sentence");
  expect(reloaded.read("ada.two")).toBe("");
});

it("an empty draft is removed", () => {
  const shelf = new Shelf();
  const drafts = new Drafts(shelf);
  drafts.write("one", "text");
  drafts.write("one", "");
  expect(shelf.length).toBe(0);
});

it("notifies of changes by another tab", () => {
  const shelf = new Shelf();
  const [here, there] = [new Drafts(shelf), new Drafts(shelf)];
  const received: string[] = [];
  const stop = here.listen("one", (text) => received.push(text));
  for (const text of ["a", "ab", ""]) {
    there.write("one", text);
    here.changedElsewhere("sardonyx.draft.one", shelf.getItem("sardonyx.draft.one"));
  }
  here.changedElsewhere("sardonyx.theme", "dark");
  stop();
  here.changedElsewhere("sardonyx.draft.one", null);
  expect(received).toEqual(["a", "ab", ""]);
});

it("keeps the fifty latest, and does not touch keys of others", () => {
  const shelf = new Shelf();
  shelf.setItem("sardonyx.theme", "dark");
  let now = 0;
  const drafts = new Drafts(shelf, () => ++now);
  for (let number = 1; number <= 60; number += 1) {
    drafts.write(`chat${number}`, "text");
  }
  expect([drafts.read("chat10"), drafts.read("chat11"), drafts.read("chat60")]).toEqual(["", "text", "text"]);
  drafts.forgetAll();
  expect([shelf.length, shelf.getItem("sardonyx.theme")]).toEqual([1, "dark"]);
});

it("works where storage is forbidden, full, or holds other values", () => {
  const none = new Drafts(null);
  none.write("one", "text");
  expect(none.read("one")).toBe("text");

  const shelf = new Shelf();
  shelf.setItem("sardonyx.draft.odd", "{not json");
  const drafts = new Drafts(shelf);
  expect(drafts.read("odd")).toBe("");
  shelf.isFull = true;
  drafts.write("one", "more");
  expect(drafts.read("one")).toBe("more");
});
