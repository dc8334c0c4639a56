import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { createPart, createSlot, SlotParts, SlotPartsContext } from "./slots";

const sections = createSlot<{ id: string }>("sections");
const other = createSlot<{ id: string }>("sections");

it("shows the parts of a slot in their order, with what the page says, and no other slot's", () => {
  const parts = [
    createPart(sections, ({ id }) => <p>second of {id}</p>, 2),
    createPart(other, () => <p>elsewhere</p>),
    createPart(sections, ({ id }) => <p>first of {id}</p>, 1),
  ];
  const { container } = render(
    <SlotPartsContext.Provider value={parts}>
      <SlotParts slot={sections} props={{ id: "7" }} />
    </SlotPartsContext.Provider>,
  );
  expect([...container.querySelectorAll("p")].map((each) => each.textContent)).toEqual([
    "first of 7",
    "second of 7",
  ]);
});
