import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { TooltipProvider } from "@/ui/Tooltip";
import Markdown from "./Markdown";

function show(text: string): HTMLElement {
  return render(
    <TooltipProvider>
      <Markdown text={text} />
    </TooltipProvider>,
  ).container;
}

it("renders tables, lists and emphasis", () => {
  const page = show("| a | b |\n| - | - |\n| 1 | 2 |\n\n1. one\n\n**bold**");
  expect(page.querySelectorAll("td").length).toBe(2);
  expect(page.querySelector("ol li")?.textContent).toBe("one");
  expect(page.querySelector("strong")?.textContent).toBe("bold");
});

it("shows code with its language and a button to copy it", () => {
  const page = show("```python\nprint('x')\n```");
  expect(page.querySelector("pre")?.textContent).toBe("print('x')");
  expect(screen.getByText("python")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Copy code" })).toBeTruthy();
});

it("runs nothing that an answer contains", () => {
  const page = show('<img src=x onerror="alert(1)"><script>alert(1)</script> [x](javascript:alert(1))');
  expect(page.querySelector("script, img")).toBeNull();
  expect(page.querySelector("a")?.getAttribute("href") ?? "").not.toContain("javascript");
});

it("fetches no picture: its address could carry away what was said", () => {
  const page = show("![chart](https://elsewhere.example/?secret)");
  expect(page.querySelector("img")).toBeNull();
  expect(screen.getByRole("link", { name: "chart" }).getAttribute("rel")).toContain("noreferrer");
});
