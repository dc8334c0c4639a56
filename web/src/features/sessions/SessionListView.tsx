import type { ChatSession, SessionList, Store } from "@sardonyx/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { useServices, useStore } from "@/features/shared/services";
import { useNow } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { listRows } from "./listRows";
import { SessionItem } from "./SessionItem";

/** The next page is fetched when so many rows are left below. */
const AHEAD = 8;

interface SessionListViewProps {
  store: Store<SessionList>;
  label: string;
  /** What stands there when there is nothing. */
  empty: string;
  /** Those that stand above the others. */
  pinned?: readonly ChatSession[];
  /** How one of them looks where it is not as usual. */
  item?: (session: ChatSession) => ReactNode;
}

const NONE: readonly ChatSession[] = [];

export function SessionListView({ store, label, empty, pinned = NONE, item }: SessionListViewProps) {
  const { directory } = useServices();
  const list = useStore(store);
  const itemOf =
    item ??
    ((session: ChatSession) => (
      <SessionItem session={session} isCategoryKnown={list.scope.category !== undefined} />
    ));
  const now = useNow();
  const rows = useMemo(() => listRows(list.sessions, now, pinned), [list.sessions, now, pinned]);
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (rows[index]?.kind === "heading" ? 36 : 38),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;

  useEffect(() => {
    if (store.get().status === "idle") {
      void directory.load(store);
    }
  }, [directory, store]);
  useEffect(() => {
    if (list.status === "ready" && list.nextCursor && last >= rows.length - AHEAD) {
      void directory.loadMore(store);
    }
  }, [directory, store, list.status, list.nextCursor, last, rows.length]);

  return (
    <nav aria-label={label} className="min-h-0 flex-1">
      <div ref={box} className="h-full overflow-y-auto px-2 pb-4">
        <ul className="relative" style={{ height: virtual.getTotalSize() }}>
          {shown.map((place) => {
            const row = rows[place.index];
            return (
              row && (
                <li
                  key={place.key}
                  className="absolute inset-x-0 top-0"
                  style={{ height: place.size, transform: `translateY(${place.start}px)` }}
                >
                  {row.kind === "heading" ? (
                    <h2 className="px-2 pt-4 text-xs font-medium text-faint">{row.text}</h2>
                  ) : (
                    itemOf(row.session)
                  )}
                </li>
              )
            );
          })}
        </ul>
        <ListFoot status={list.status} problem={list.problem} empty={rows.length === 0 ? empty : null} />
        {list.status === "failed" && (
          <Button size="small" className="mx-2 mt-2" onClick={() => void directory.load(store)}>
            Try again
          </Button>
        )}
      </div>
    </nav>
  );
}

function ListFoot({
  status,
  problem,
  empty,
}: {
  status: string;
  problem: string | null;
  empty: string | null;
}) {
  if (problem) {
    return <Notice className="mx-2 mt-2">{problem}</Notice>;
  }
  if (status === "loading" || status === "idle") {
    return (
      <div className="flex justify-center py-4 text-faint">
        <Spinner label="Loading chats" />
      </div>
    );
  }
  return empty ? <p className="px-2 py-4 text-sm text-soft">{empty}</p> : null;
}
