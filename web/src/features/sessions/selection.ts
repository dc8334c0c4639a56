/** Which chats of a list are chosen. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The one that was chosen or left out last: a range begins there. */
  readonly anchor: string;
}

/** So many chats are changed at one time at the most. */
export const MOST_SELECTED = 200;

export function selectOne(id: string): Selection {
  return { ids: new Set([id]), anchor: id };
}

/** Turns one over. In a range, all from the anchor to it become what it becomes. */
export function withToggled(
  { ids, anchor }: Selection,
  id: string,
  order: readonly string[],
  isRange: boolean,
): Selection {
  const isChosen = !ids.has(id);
  const [from, to] = [order.indexOf(anchor), order.indexOf(id)];
  const range =
    isRange && from >= 0 && to >= 0 ? order.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
  const next = new Set(ids);
  for (const each of range) {
    if (isChosen) {
      next.add(each);
    } else {
      next.delete(each);
    }
  }
  return { ids: next, anchor: id };
}
