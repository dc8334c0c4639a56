import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { TooltipProvider } from "@/ui/Tooltip";
import { Composer } from "./Composer";

function show(more: Partial<Parameters<typeof Composer>[0]> = {}) {
  const onSend = vi.fn();
  render(
    <TooltipProvider>
      <Composer onSend={onSend} {...more} />
    </TooltipProvider>,
  );
  return { onSend, field: screen.getByLabelText<HTMLTextAreaElement>("Message"), user: userEvent.setup() };
}

it("Enter sends, without the white space around, and empties the field", async () => {
  const { onSend, field, user } = show();
  await user.type(field, "  Hello {Enter}");
  expect(onSend).toHaveBeenCalledWith("Hello");
  expect(field.value).toBe("");
});

it("Shift and Enter make a new line", async () => {
  const { onSend, field, user } = show();
  await user.type(field, "one{Shift>}{Enter}{/Shift}two");
  expect(field.value).toBe("one\ntwo");
  expect(onSend).not.toHaveBeenCalled();
});

it("nothing but white space is not sent", async () => {
  const { onSend, field, user } = show();
  await user.type(field, "   {Enter}");
  expect(onSend).not.toHaveBeenCalled();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Send" }).disabled).toBe(true);
});

it("says why it cannot send, and keeps what was written", async () => {
  const { onSend, field, user } = show({ blockedBecause: "Wait for the answer." });
  await user.type(field, "Hello{Enter}");
  expect(onSend).not.toHaveBeenCalled();
  expect(field.value).toBe("Hello");
  expect(screen.getByText("Wait for the answer.")).toBeTruthy();
});

it("offers to stop while there is something to stop", async () => {
  const onStop = vi.fn();
  const { user } = show({ onStop });
  await user.click(screen.getByRole("button", { name: "Stop generating" }));
  expect(onStop).toHaveBeenCalled();
  expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
});
