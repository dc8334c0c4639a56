import type { Page } from "./wire.ts";

/** Loads all pages of a list. Only for lists that are short. */
export async function loadAll<T>(load: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await load(cursor);
    items.push(...page.data);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

/**
 * Loads pages until one is not empty: a page may be empty without being the last.
 *
 * @param most how many pages to load at most
 */
export async function firstNonEmptyPage<T>(
  load: (cursor: string | null) => Promise<Page<T>>,
  cursor: string | null,
  most: number,
): Promise<Page<T>> {
  let page = await load(cursor);
  for (let asked = 1; asked < most && page.data.length === 0 && page.next_cursor !== null; asked += 1) {
    page = await load(page.next_cursor);
  }
  return page;
}
