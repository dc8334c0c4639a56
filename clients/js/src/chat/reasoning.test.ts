import { expect, it } from "vitest";
import { spokenOf } from "./reasoning.ts";

it("parts what a model thought from what it answers", () => {
  expect(spokenOf("<think>\nHm.\n</think>\n\nYes.")).toEqual({
    reasoning: "Hm.",
    isThinking: false,
    answer: "Yes.",
  });
});

it("while it thinks there is no answer yet", () => {
  expect(spokenOf("<thinking>Hm, so")).toEqual({ reasoning: "Hm, so", isThinking: true, answer: "" });
});

it("an answer without thoughts is an answer", () => {
  expect(spokenOf("Yes.")).toEqual({ reasoning: null, isThinking: false, answer: "Yes." });
});

it("a tag further down is text that somebody writes about", () => {
  expect(spokenOf("Use <think> here").answer).toBe("Use <think> here");
});

it("half a tag is not shown for a moment", () => {
  const text = "<think>Hm</think>Yes";
  for (let end = 2; end <= text.length; end += 1) {
    expect(spokenOf(text.slice(0, end)).answer).not.toContain("<think");
  }
});
