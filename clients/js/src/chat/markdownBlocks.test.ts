import { describe, expect, it } from "vitest";
import { markdownBlocks } from "./markdownBlocks.ts";

const texts = (text: string) =>
  markdownBlocks(text).map((block) =>
    block.kind === "code" ? `${block.language}:${block.code}` : block.text,
  );

describe("splits", () => {
  it("paragraphs, headings and tables at empty lines", () => {
    expect(texts("# One\n\nTwo\nstill two\n\n| a |\n| - |\n| b |\n\n> three")).toEqual([
      "# One",
      "Two\nstill two",
      "| a |\n| - |\n| b |",
      "> three",
    ]);
  });

  it("fenced code at the margin, wherever it begins and however many empty lines it has", () => {
    expect(texts("Look:\n```TS title=x\na\n\n\nb\n```\nThat is all.")).toEqual([
      "Look:",
      "ts:a\n\n\nb",
      "That is all.",
    ]);
  });

  it("fenced code without an end", () => {
    expect(texts("```py\nprint(1)\n\nprint(")).toEqual(["py:print(1)\n\nprint("]);
  });

  it("fenced code that contains a shorter fence", () => {
    expect(texts("````md\n```js\n1\n```\n````\n\nafter")).toEqual(["md:```js\n1\n```", "after"]);
  });

  it("text after a list", () => {
    expect(texts("- a\n\n- b\n\nafter")).toEqual(["- a\n\n- b", "after"]);
  });
});

describe("keeps together", () => {
  it.each([
    ["a list with paragraphs", "1. a\n\n   more of a\n\n2. b"],
    ["a list with code", "- a\n\n  ```js\n  1\n\n  2\n  ```\n\n- b"],
    ["a list that begins below a sentence", "These:\n- a\n\n- b"],
    ["indented code", "text\n\n    one\n\n    two"],
    ["a formula with empty lines", "$$\na\n\nb\n$$"],
    ["a comment with empty lines", "<!-- a\n\nb -->"],
    ["three backticks as code in a sentence", "```one``` and ```two```"],
    ["footnotes, which are numbered over the whole text", "One[^1]\n\nTwo[^2]\n\n[^1]: a\n[^2]: b"],
  ])("%s", (_, text) => {
    expect(texts(text)).toEqual([text]);
  });
});

it("links find their definitions anywhere in the text", () => {
  expect(texts("See [it].\n\nNothing here.\n\n[it]: https://example.com")).toEqual([
    "See [it].\n\n[it]: https://example.com",
    "Nothing here.",
    "[it]: https://example.com\n\n[it]: https://example.com",
  ]);
});

it("while a text grows, all blocks but the last stay as they are", () => {
  const text =
    "# Title\n\nSome words.\n\n- a\n- b\n\n  c\n\n```js\nlet x = 1;\n\nx++;\n```\n\nMore words\n\n| a |\n| - |\n| 1 |\n\nEnd.";
  let before: readonly string[] = [];
  for (let end = 1; end <= text.length; end += 1) {
    const now = texts(text.slice(0, end));
    expect(now.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1));
    before = now;
  }
  expect(before.length).toBe(7);
});

it("a long text is split in linear time", () => {
  const paragraph = `${"word ".repeat(40)}\n\n`;
  expect(markdownBlocks(paragraph.repeat(2_000)).length).toBe(2_000);
});
