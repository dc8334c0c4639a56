import type { AdminApi, DailyUsage, Page, UsageQuery } from "@sardonyx/client";

const LIMIT = 1_000;
const MOST_PAGES = 10;

export interface LoadedUsage {
  readonly lines: readonly DailyUsage[];
  /** Whether there is more of that time than was loaded: the oldest days are missing. */
  readonly isCut: boolean;
}

/** The lines of a time, the newest days first, as far as ten requests bring them. */
export async function loadUsage(
  admin: Pick<AdminApi, "usage">,
  wanted: Pick<UsageQuery, "from" | "to" | "user_id">,
): Promise<LoadedUsage> {
  const lines: DailyUsage[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { data, next_cursor }: Page<DailyUsage> = await admin.usage({ ...wanted, cursor, limit: LIMIT });
    lines.push(...data);
    cursor = next_cursor;
    if (!cursor) {
      return { lines, isCut: false };
    }
  }
  return { lines, isCut: true };
}
