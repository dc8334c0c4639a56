import { expect, it } from "vitest";
import { withoutBlankEnds } from "./blankEnds";

it.each([
  ["  Hello ", "Hello"],
  ["\n\n    if x:\n        y()\n\n", "    if x:\n        y()"],
  ["\tone\n\ttwo", "\tone\n\ttwo"],
  [" \n ", ""],
])("%j becomes %j", (text, kept) => {
  expect(withoutBlankEnds(text)).toBe(kept);
});
