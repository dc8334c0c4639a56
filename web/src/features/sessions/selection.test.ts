import { expect, it } from "vitest";
import { selectOne, withToggled } from "./selection";

const ORDER = ["a", "b", "c", "d", "e"];
const ids = (selection: { ids: ReadonlySet<string> }) => [...selection.ids].sort().join("");

it("turns one chat over and leaves the others", () => {
  const two = withToggled(selectOne("a"), "c", ORDER, false);
  expect(ids(two)).toBe("ac");
  expect(ids(withToggled(two, "a", ORDER, false))).toBe("c");
});

it("selects a range downwards and upwards, from the one that was touched last", () => {
  const down = withToggled(selectOne("b"), "d", ORDER, true);
  expect(ids(down)).toBe("bcd");
  expect(ids(withToggled(withToggled(down, "e", ORDER, false), "a", ORDER, true))).toBe("abcde");
});

it("leaves a range out, when its end was selected", () => {
  const all = { ids: new Set(ORDER), anchor: "b" };
  expect(ids(withToggled(all, "d", ORDER, true))).toBe("ae");
});

it("takes one alone where the beginning of the range has left the list", () => {
  expect(ids(withToggled({ ids: new Set(["x"]), anchor: "x" }, "c", ORDER, true))).toBe("cx");
});
