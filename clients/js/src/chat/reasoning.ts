/** An answer's text in its two parts: what the model thought aloud before it answered, and the answer. */
export interface Spoken {
  /** Null: it did not think aloud. */
  readonly reasoning: string | null;
  readonly isThinking: boolean;
  readonly answer: string;
}

const THOUGHT = /^\s*<(think|thinking|reasoning)>/;

/** Models that think aloud put that first, between tags; one that is cut off has no closing tag. */
export function spokenOf(text: string): Spoken {
  const begin = THOUGHT.exec(text);
  if (!begin) {
    return { reasoning: null, isThinking: false, answer: isBeginOfTag(text) ? "" : text };
  }
  const closing = `</${begin[1]}>`;
  const end = text.indexOf(closing, begin[0].length);
  return {
    reasoning: text.slice(begin[0].length, end < 0 ? undefined : end).trim(),
    isThinking: end < 0,
    answer: end < 0 ? "" : text.slice(end + closing.length).trimStart(),
  };
}

/** A tag that has only half arrived is not shown for a moment as text. */
function isBeginOfTag(text: string): boolean {
  const start = text.trimStart();
  return start.length > 1 && ["<think>", "<thinking>", "<reasoning>"].some((tag) => tag.startsWith(start));
}
