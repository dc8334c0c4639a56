import { expect, it } from "vitest";
import { newId } from "./ids.ts";

it("an id is a UUID of version 7, is never the same, and sorts by time", () => {
  const ids = Array.from({ length: 500 }, (_, at) => newId(1_700_000_000_000 + at));
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
  expect(new Set(ids).size).toBe(500);
  expect(ids).toEqual(ids.toSorted());
});
