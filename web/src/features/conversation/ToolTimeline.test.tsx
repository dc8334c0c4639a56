import type { ToolCall } from "@sardonyx/client";
import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { ToolTimeline } from "./ToolTimeline";

const call = (of: Partial<ToolCall>): ToolCall => ({
  id: String(of.name),
  name: "search",
  parameters: {},
  result: null,
  status: "complete",
  duration_ms: null,
  ...of,
});

/** What is shown of each, in order: how it stands, what it is, how long it took. */
function show(...calls: ToolCall[]): HTMLElement[] {
  render(<ToolTimeline calls={calls} />);
  return within(screen.getByRole("list", { name: "Tools used" })).getAllByRole("listitem");
}

const statusOf = (item: HTMLElement) => within(item).getByRole("img").getAttribute("aria-label");
const summaryOf = (item: HTMLElement) => item.querySelector("summary")?.textContent;

it("shows what was done in order, and how each of it stands", () => {
  const items = show(
    call({ name: "search_documents", duration_ms: 1_240 }),
    call({ name: "web.fetch", status: "failed", duration_ms: 80 }),
    call({ name: "mail", status: "failed" }),
    call({ name: "calculate", status: "running" }),
  );
  expect(items.map(statusOf)).toEqual(["Done", "Failed", "Failed", "Running"]);
  expect(items.map(summaryOf)).toEqual([
    "Search documents1.2 s",
    "Web fetchfailed after 80 ms",
    "Mailfailed",
    "Calculaterunning",
  ]);
});

it("unfolds what a tool was asked and what it gave back", async () => {
  const [item] = show(
    call({ name: "search", parameters: { query: "sardonyx", limit: 3 }, result: "A banded stone." }),
  );
  const details = item?.querySelector("details");
  expect(details?.open).toBe(false);
  await userEvent.click(screen.getByText("Search"));
  expect(details?.open).toBe(true);
  const texts = [...(details?.querySelectorAll("pre") ?? [])].map((each) => each.textContent);
  expect(texts).toEqual(['{\n  "query": "sardonyx",\n  "limit": 3\n}', "A banded stone."]);
  await userEvent.click(screen.getByText("Search"));
  expect(details?.open).toBe(false);
});

it("what has given nothing back yet shows only what it was asked", () => {
  show(call({ name: "search", status: "running", parameters: "stones" }));
  expect(screen.getByText("stones")).toBeTruthy();
  expect(screen.queryByText("Got back")).toBeNull();
});
