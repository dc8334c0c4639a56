import type { Page } from "./wire.ts";

/** All of a list that one chooses from, and that is never long. */
export async function everyItem<T>(load: (cursor: string | null) => Promise<Page<T>>): Promise<T[]> {
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
 * The first page from here on that has something, or the last of so many: a page may be empty and not
 * be the end.
 */
export async function firstFilled<T>(
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
