import { expect, it } from "vitest";
import { message } from "../../../test/wireExamples";
import { contextUse, contextWindow } from "./contextUse";

it("is what was read for the last counted answer, and that answer", () => {
  const answer = (id: string, counts: object) => message(id, { kind: "assistant", ...counts });
  expect(
    contextUse([
      message("q1"),
      answer("a1", { prompt_token_count: 100, token_count: 20, model: "gpt-4o" }),
      message("q2"),
      answer("a2", { prompt_token_count: 300, token_count: 50, model: "gpt-4o-mini" }),
      message("q3"),
      answer("a3", { status: "streaming" }),
    ]),
  ).toEqual({ tokens: 350, window: 128_000 });
});

it("is unknown before anything was counted", () => {
  expect(contextUse([message("q1")])).toBeNull();
});

it.each([
  ["claude-sonnet-4-5", 200_000],
  ["openai/gpt-4.1-mini", 1_047_576],
  ["gpt-4", 8_192],
  ["o3-mini", 200_000],
  ["llama3.2:3b", 131_072],
  ["Meta-Llama-3-8B", 8_192],
  ["qwen2.5-coder", 131_072],
  ["stone-1", null],
])("knows what %s can read", (model, window) => {
  expect(contextWindow(model)).toBe(window);
});
