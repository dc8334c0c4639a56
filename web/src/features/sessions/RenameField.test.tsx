import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { RenameField } from "./RenameField";

function show() {
  const onDone = vi.fn();
  render(<RenameField title="Old" onDone={onDone} />);
  return { onDone, field: screen.getByLabelText("Name of the chat"), user: userEvent.setup() };
}

it("has the focus and the old name selected, so that typing replaces it; Enter saves", async () => {
  const { onDone, field, user } = show();
  expect(document.activeElement).toBe(field);
  await user.keyboard("New{Enter}");
  expect(onDone).toHaveBeenCalledWith("New");
});

it("Escape changes nothing, also not by the leaving that follows", async () => {
  const { onDone, field, user } = show();
  await user.keyboard("New{Escape}");
  fireEvent.blur(field);
  expect(onDone.mock.calls).toEqual([[null]]);
});

it("an empty name is no name", async () => {
  const { onDone, field, user } = show();
  await user.clear(field);
  fireEvent.blur(field);
  expect(onDone).toHaveBeenCalledWith(null);
});
