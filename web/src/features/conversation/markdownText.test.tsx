import { fireEvent, render } from "@testing-library/react";
import { expect, it } from "vitest";
import { TooltipProvider } from "@/ui/Tooltip";
import Markdown from "./Markdown";

function show(...texts: string[]): HTMLElement {
  return render(
    <TooltipProvider>
      {texts.map((text) => (
        <Markdown key={text} text={text} />
      ))}
    </TooltipProvider>,
  ).container;
}

it.each([
  ["a range of days and of money", "3~5天，100~200元", "3~5天，100~200元"],
  ["two tildes", "~~gone~~", "<del>gone</del>"],
  ["emphasis beside CJK punctuation", "**测试。**后文", "<strong>测试。</strong>后文"],
  ["emphasis before brackets", "这是**“重点”**内容", "这是<strong>“重点”</strong>内容"],
  ["Korean particles", "**볼드(bold)**는", "<strong>볼드(bold)</strong>는"],
  ["words of code", "a snake_case_name", "a snake_case_name"],
  ["prices", "5$, not 10$", "5$, not 10$"],
  ["two prices", "from $5 to $10", "from $5 to $10"],
  ["columns in R", "df$mean or df$sd", "df$mean or df$sd"],
  ["variables of a shell", "$HOME and $PATH", "$HOME and $PATH"],
])("%s", (_, text, html) => {
  expect(show(text).querySelector("p")?.innerHTML).toBe(html);
});

it.each([
  ["https://example.com/a，然后", "https://example.com/a", "，然后"],
  ["见https://example.com。", "https://example.com", "。"],
  ["（https://example.com）", "https://example.com", "）"],
  ["https://example.com日本語", "https://example.com", "日本語"],
  ["www.example.com、次", "www.example.com", "、次"],
])("the address in %s ends before what follows it", (text, address, rest) => {
  const page = show(text);
  const link = page.querySelector("a");
  expect(link?.textContent).toBe(address);
  expect(link?.getAttribute("href")).toBe(address.startsWith("www") ? `http://${address}` : address);
  expect(page.querySelector("p")?.textContent?.endsWith(rest)).toBe(true);
});

it("leaves a delimited address as it is", () => {
  const page = show("[读](https://example.com/中文) <https://example.com/中文>");
  const addresses = [...page.querySelectorAll("a")].map((link) => decodeURI(link.getAttribute("href") ?? ""));
  expect(addresses).toEqual(["https://example.com/中文", "https://example.com/中文"]);
});

it("writes each block in the direction of its own language", () => {
  const page = show("سلام\n\n- one\n- שלום\n\n| a |\n| - |\n| ب |");
  for (const block of page.querySelectorAll("p, li, td, th")) {
    expect(block.getAttribute("dir")).toBe("auto");
  }
});

it("keeps footnotes in their message", () => {
  const note = "It is so.[^1]\n\n[^1]: ";
  const page = show(`${note}First.`, `${note}Second.`);
  const ids = [...page.querySelectorAll("[id]")].map((each) => each.id);
  expect(new Set(ids).size).toBe(ids.length);
  const references = [...page.querySelectorAll<HTMLAnchorElement>("sup a")];
  expect(references).toHaveLength(2);
  for (const [place, reference] of references.entries()) {
    expect(reference.target).toBe("");
    fireEvent.click(reference);
    expect(document.activeElement?.textContent).toContain(place === 0 ? "First." : "Second.");
  }
});
