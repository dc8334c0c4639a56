import { expect, it } from "vitest";
import { message } from "../../test/wireExamples.ts";
import type { ModelChoice } from "../wire.ts";
import { contextUsage } from "./contextUsage.ts";

const choice = (model: string, context_window: number): ModelChoice => ({
  id: `${model}-${context_window}`,
  name: "A model",
  model,
  context_window,
  is_default: false,
});

const MODELS = [choice("stone-1", 8_192), choice("stone-2", 128_000), choice("stone-2", 64_000)];

const answer = (id: string, of: object) => message(id, { kind: "assistant", ...of });

it("is the prompt and the text of the last counted answer", () => {
  const path = [
    message("q1"),
    answer("a1", { prompt_token_count: 100, token_count: 20, model: "stone-2" }),
    message("q2"),
    answer("a2", { prompt_token_count: 300, token_count: 50, model: "stone-1" }),
    message("q3"),
    answer("a3", { status: "streaming" }),
  ];
  expect(contextUsage(path, MODELS)).toEqual({ tokens: 350, window: 8_192 });
});

it("uses the smaller window of two models with the same name", () => {
  const path = [answer("a1", { prompt_token_count: 100, token_count: 20, model: "stone-2" })];
  expect(contextUsage(path, MODELS)?.window).toBe(64_000);
});

it("has no window for a model that is not available", () => {
  const path = [answer("a1", { prompt_token_count: 100, token_count: 20, model: "gpt-4o" })];
  expect(contextUsage(path, MODELS)).toEqual({ tokens: 120, window: null });
  expect(contextUsage(path, [])).toEqual({ tokens: 120, window: null });
});

it("is unknown before anything was counted", () => {
  expect(contextUsage([message("q1")], MODELS)).toBeNull();
});
