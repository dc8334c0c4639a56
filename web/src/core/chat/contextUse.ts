import type { Message } from "../wire";

/** How much of what a model can read at once the conversation fills. */
export interface ContextUse {
  readonly tokens: number;
  /** Null: how much this model can read is not known. */
  readonly window: number | null;
}

/** What can be read at once, in tokens, as the makers state it. The first that fits a model's name counts. */
const WINDOWS: readonly (readonly [RegExp, number])[] = [
  [/claude/, 200_000],
  [/gpt-4\.1/, 1_047_576],
  [/gpt-5/, 400_000],
  [/gpt-4o|gpt-4-turbo|o1-mini/, 128_000],
  [/\bo[134](-|$)/, 200_000],
  [/gpt-3\.5/, 16_385],
  [/gpt-4/, 8_192],
  [/gpt-oss/, 131_072],
  [/gemini/, 1_048_576],
  [/llama-?(3\.[123]|4)/, 131_072],
  [/llama-?3/, 8_192],
  [/qwen-?(2\.5|3)/, 131_072],
  [/deepseek/, 131_072],
  [/mistral-(large|small|nemo)|ministral/, 131_072],
  [/mi[sx]tral/, 32_768],
  [/gemma-?3/, 131_072],
  [/phi-?[34]/, 131_072],
];

export function contextWindow(model: string): number | null {
  const name = model.toLowerCase();
  return WINDOWS.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** After the last answer whose tokens were counted: all that was read for it, and itself. */
export function contextUse(path: readonly Message[]): ContextUse | null {
  const last = path.findLast((message) => message.kind === "assistant" && message.prompt_token_count);
  return last
    ? {
        tokens: (last.prompt_token_count ?? 0) + (last.token_count ?? 0),
        window: contextWindow(last.model ?? ""),
      }
    : null;
}
