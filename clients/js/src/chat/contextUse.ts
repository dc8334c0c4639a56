import type { Message, ModelChoice } from "../wire.ts";

/** How much of what a model can read at once the conversation fills. */
export interface ContextUse {
  readonly tokens: number;
  /** Null: how much this model can read is not known. */
  readonly window: number | null;
}

/**
 * After the last answer whose tokens were counted: all that was read for it, and itself.
 *
 * @param models with the windows by which the server decides when it summarizes
 */
export function contextUse(path: readonly Message[], models: readonly ModelChoice[]): ContextUse | null {
  const last = path.findLast((message) => message.kind === "assistant" && message.prompt_token_count);
  // An answer knows its model by name, and two providers may have the same one.
  const windows = models.filter(({ model }) => model === last?.model).map((each) => each.context_window);
  return last
    ? {
        tokens: (last.prompt_token_count ?? 0) + (last.token_count ?? 0),
        window: windows.length > 0 ? Math.min(...windows) : null,
      }
    : null;
}
