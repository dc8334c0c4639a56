/** Longer text is not a formula: limits the search for the end of a delimiter that has none. */
const LONGEST = 2_000;

const CODE = "(?<ticks>`+)(?!`)[^]*?(?<!`)\\k<ticks>(?!`)";
const ESCAPED = "\\\\[\\\\$`]";
const DISPLAY = `\\\\\\[(?<bracketed>[^]{1,${LONGEST}}?)\\\\\\]`;
const INLINE = `\\\\\\((?<inParentheses>[^]{1,${LONGEST}}?)\\\\\\)`;
const DOLLARS = `\\$\\$(?<doubled>[^]{1,${LONGEST}}?)\\$\\$`;
// The rule of Pandoc, so that $5 and $10 stay prices: no space inside, no digit after. And none within a
// word: 5$, df$mean.
const DOLLAR = `(?<![\\w$])\\$(?<single>(?![\\s$])(?:\\\\[^\\n]|[^$\\\\\\n]){1,${LONGEST}}?(?<!\\s))\\$(?![\\w$])`;

const MARKS = new RegExp([CODE, ESCAPED, DISPLAY, INLINE, DOLLARS, DOLLAR].join("|"), "g");

/**
 * Models delimit formulas by `\(…\)`, `\[…\]`, `$…$` or `$$…$$`. The renderer knows only `$$`, on lines of
 * their own for a display formula; this converts all others to that.
 */
export function normalizeMathDelimiters(text: string): string {
  if (!/[$]|\\[([]/.test(text)) {
    return text;
  }
  return text.replace(MARKS, (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const at = rest.at(-3) as number;
    const inline = groups.inParentheses ?? groups.single;
    if (inline !== undefined) {
      return `$$${inline.trim()}$$`;
    }
    const display = groups.bracketed ?? groups.doubled;
    if (display === undefined || display.trim() === "") {
      return found;
    }
    const indent = marginOf(text, at);
    const isAlone = indent !== null && isLineEnd(text, at + found.length);
    return isAlone ? standing(display, indent) : `$$${display.trim().replaceAll("\n", " ")}$$`;
  });
}

/** The indentation before this position; null if there is text before it on its line. */
function marginOf(text: string, at: number): string | null {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return before.trim() === "" ? before : null;
}

function isLineEnd(text: string, at: number): boolean {
  const end = text.indexOf("\n", at);
  // Punctuation may follow a display formula.
  return /^[.,;]?\s*$/.test(text.slice(at, end < 0 ? undefined : end));
}

function standing(formula: string, indent: string): string {
  const lines = formula.trim().split("\n");
  return ["$$", ...lines.map((line) => indent + line.trim()), `${indent}$$`].join("\n");
}
