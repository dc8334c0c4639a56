import { Problem } from "@sardonyx/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { TextField } from "@/ui/Field";
import { FormDialog, textIn } from "./FormDialog";

function show(onSubmit: (form: FormData) => Promise<unknown>) {
  const onClose = vi.fn();
  const onSubmitOfPage = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      {/* A dialog is told of by what it stands in, wherever it is shown. */}
      <div onSubmit={onSubmitOfPage}>
        <FormDialog title="Add person" button="Add" onSubmit={onSubmit} onClose={onClose}>
          {(problemOf) => <TextField label="Name" name="name" problem={problemOf("display_name")} />}
        </FormDialog>
      </div>
    </QueryClientProvider>,
  );
  return { onClose, onSubmitOfPage, user: userEvent.setup() };
}

it("gives what was typed, without the blanks around it, to what does it, and to nothing around it", async () => {
  const names: string[] = [];
  const { user, onSubmitOfPage } = show(async (form) => names.push(textIn(form, "name")));
  await user.type(screen.getByLabelText("Name"), "  Ada {Enter}");
  expect(names).toEqual(["Ada"]);
  expect(onSubmitOfPage).not.toHaveBeenCalled();
});

it("says what was refused where it was typed, keeps it, and lets one try again", async () => {
  const fields = [{ field: "display_name", detail: "is taken" }];
  const answers = [
    () => Promise.reject(new Problem(422, "invalid_request", "The name is taken.", { fields })),
    () => Promise.resolve(),
  ];
  const { user, onClose } = show(async () => answers.shift()?.());
  const field = screen.getByLabelText<HTMLInputElement>("Name");
  await user.type(field, "Ada{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The name is taken.");
  expect(screen.getByText("is taken")).toBeTruthy();
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(field.value).toBe("Ada");
  await user.click(screen.getByRole("button", { name: "Add" }));
  await vi.waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
  expect(onClose).not.toHaveBeenCalled();
});
