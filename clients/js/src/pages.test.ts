import { describe, expect, it } from "vitest";
import { firstNonEmptyPage, loadAll } from "./pages.ts";
import type { Page } from "./wire.ts";

/** Pages whose cursors are their numbers; the last has none. */
function pagesOf(...pages: readonly (readonly string[])[]) {
  const asked: (string | null)[] = [];
  const load = async (cursor: string | null): Promise<Page<string>> => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    return { data: pages[at] ?? [], next_cursor: at + 1 < pages.length ? String(at + 1) : null };
  };
  return { asked, load };
}

describe("pages", () => {
  it("are joined to one list", async () => {
    const { load } = pagesOf(["a", "b"], [], ["c"]);
    expect(await loadAll(load)).toEqual(["a", "b", "c"]);
  });

  it("an empty page with a cursor is skipped", async () => {
    const { load, asked } = pagesOf([], [], ["a"], ["b"]);
    expect(await firstNonEmptyPage(load, null, 5)).toEqual({ data: ["a"], next_cursor: "3" });
    expect(asked).toEqual([null, "1", "2"]);
  });

  it("the first page with items is returned, and the last page in any case", async () => {
    const { load, asked } = pagesOf([], ["a"], []);
    expect(await firstNonEmptyPage(load, "1", 5)).toEqual({ data: ["a"], next_cursor: "2" });
    expect(await firstNonEmptyPage(load, "2", 5)).toEqual({ data: [], next_cursor: null });
    expect(asked).toEqual(["1", "2"]);
  });

  it("after the limit of empty pages the cursor is returned", async () => {
    const { load, asked } = pagesOf([], [], [], ["a"]);
    expect(await firstNonEmptyPage(load, null, 3)).toEqual({ data: [], next_cursor: "3" });
    expect(asked).toHaveLength(3);
  });
});
