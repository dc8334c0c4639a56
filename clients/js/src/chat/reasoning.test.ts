import { expect, it } from "vitest";
import { splitReasoning } from "./reasoning.ts";

it("splits the reasoning from the answer", () => {
  expect(splitReasoning("<think>\nHm.\n</think>\n\nYes.")).toEqual({
    reasoning: "Hm.",
    isThinking: false,
    answer: "Yes.",
  });
});

it("has no answer while the reasoning is open", () => {
  expect(splitReasoning("<thinking>Hm, so")).toEqual({ reasoning: "Hm, so", isThinking: true, answer: "" });
});

it("has no reasoning where there is no tag", () => {
  expect(splitReasoning("Yes.")).toEqual({ reasoning: null, isThinking: false, answer: "Yes." });
});

it("takes what is before an end without a beginning as reasoning", () => {
  expect(splitReasoning("Hm, so.\n</think>\n\nYes.")).toEqual({
    reasoning: "Hm, so.",
    isThinking: false,
    answer: "Yes.",
  });
  expect(splitReasoning("It ends with `</think>` then.").answer).toBe("It ends with `</think>` then.");
});

it("treats a tag within the text as text", () => {
  expect(splitReasoning("Use <think> here").answer).toBe("Use <think> here");
});

it("does not show a tag that has arrived in part", () => {
  const text = "<think>Hm</think>Yes";
  for (let end = 2; end <= text.length; end += 1) {
    expect(splitReasoning(text.slice(0, end)).answer).not.toContain("<think");
  }
});
