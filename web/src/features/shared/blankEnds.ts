/**
 * Without white space around it. Of several lines, the indentation of the first stays: it may be code, whose
 * other lines are indented as much.
 */
export function withoutBlankEnds(text: string): string {
  const trimmed = text.trim();
  return trimmed.includes("\n") ? text.replace(/^(?:[^\S\n]*\n)+/, "").trimEnd() : trimmed;
}
