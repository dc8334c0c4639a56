import { expect, it } from "vitest";
import { mailedIn } from "./mailed";

it("reads what a mail's link carries, and nothing else", () => {
  expect(mailedIn("#recovery.aB-3_x")).toEqual({ type: "recovery", token: "aB-3_x" });
  expect(mailedIn("#email_change.x")).toEqual({ type: "email_change", token: "x" });
  for (const hash of ["", "#", "#recovery", "#recovery.", "#.x", "#recovery.x.y", "#Recovery.x", "#a.<b>"]) {
    expect(mailedIn(hash)).toBeNull();
  }
});
