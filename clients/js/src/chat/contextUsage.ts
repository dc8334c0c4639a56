import type { Message, ModelChoice } from "../wire.ts";

/** How much of the model's context window the conversation uses. */
export interface ContextUsage {
  readonly tokens: number;
  /** In tokens; null where the model's window is not known. */
  readonly window: number | null;
}

/**
 * The prompt and the text of the last answer whose tokens were counted.
 *
 * @param models with the windows that the server uses to decide when it summarizes
 */
export function contextUsage(path: readonly Message[], models: readonly ModelChoice[]): ContextUsage | null {
  const last = path.findLast((message) => message.kind === "assistant" && message.prompt_token_count);
  // A message has the name of its model, and two providers may offer the same model.
  const windows = models.filter(({ model }) => model === last?.model).map((each) => each.context_window);
  return last
    ? {
        tokens: (last.prompt_token_count ?? 0) + (last.token_count ?? 0),
        window: windows.length > 0 ? Math.min(...windows) : null,
      }
    : null;
}
