/** The text of an answer in two parts: the model's reasoning, and the answer itself. */
export interface ReasonedText {
  /** Null for an answer without reasoning. */
  readonly reasoning: string | null;
  readonly isThinking: boolean;
  readonly answer: string;
}

const THOUGHT = /^\s*<(think|thinking|reasoning)>/;

/** Reasoning comes first, between tags; an answer that was cut off may have no closing tag. */
export function splitReasoning(text: string): ReasonedText {
  const begin = THOUGHT.exec(text);
  if (!begin) {
    return withoutBegin(text);
  }
  const closing = `</${begin[1]}>`;
  const end = text.indexOf(closing, begin[0].length);
  return {
    reasoning: text.slice(begin[0].length, end < 0 ? undefined : end).trim(),
    isThinking: end < 0,
    answer: end < 0 ? "" : text.slice(end + closing.length).trimStart(),
  };
}

/**
 * Some models begin with reasoning in their template and return only its end, on a line of its own; within
 * a line somebody writes about the tag.
 */
function withoutBegin(text: string): ReasonedText {
  const end = /^[ \t]*<\/think>[ \t]*$/m.exec(text);
  const before = end ? text.slice(0, end.index) : "";
  if (!end || before.includes("<think>")) {
    return { reasoning: null, isThinking: false, answer: isBeginOfTag(text) ? "" : text };
  }
  return {
    reasoning: before.trim(),
    isThinking: false,
    answer: text.slice(end.index + end[0].length).trimStart(),
  };
}

/** A tag that has arrived in part must not be shown as text. */
function isBeginOfTag(text: string): boolean {
  const start = text.trimStart();
  return start.length > 1 && ["<think>", "<thinking>", "<reasoning>"].some((tag) => tag.startsWith(start));
}
