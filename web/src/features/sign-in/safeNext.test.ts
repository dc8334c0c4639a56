import { expect, it } from "vitest";
import { safeNext } from "./safeNext";

it("goes to a page of ours", () => {
  expect(safeNext("/chat/1?x=2")).toBe("/chat/1?x=2");
});

it.each([
  undefined,
  3,
  "",
  "https://elsewhere.example",
  "//elsewhere.example",
  "/\\elsewhere.example",
  "javascript:alert(1)",
  "/sign-in?next=/sign-in",
])("goes home instead of to %s", (next) => {
  expect(safeNext(next)).toBe("/");
});
