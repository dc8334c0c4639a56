import type { Action } from "@/features/shared/actions";

/** Those in whose name or keywords each of these words begins a word; those found by name alone come first. */
export function matchingActions(actions: readonly Action[], text: string): readonly Action[] {
  const wanted = wordsOf(text);
  if (wanted.length === 0) {
    return actions;
  }
  const byName = actions.filter(({ name }) => hasAll(wordsOf(name), wanted));
  const byKeyword = actions.filter(
    (each) => !byName.includes(each) && hasAll(wordsOf(`${each.name} ${each.keywords ?? ""}`), wanted),
  );
  return [...byName, ...byKeyword];
}

function hasAll(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((each) => words.some((word) => word.startsWith(each)));
}

/** In small letters and without accents. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
