import type { Page } from "@sardonyx/client";
import { type InfiniteData, keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { Button } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { ErrorNotice } from "./ErrorNotice";
import { SectionHeading } from "./SectionHeading";

/** A heading, what one can do, and a list that is loaded a page at a time. */
export function ListSection<T>({
  title,
  lead,
  level,
  action,
  above,
  queryKey,
  load,
  empty,
  children,
}: {
  title: string;
  lead: ReactNode;
  level?: "h2" | "h3";
  action?: ReactNode;
  /** By which one says what is to be in the list. */
  above?: ReactNode;
  queryKey: QueryKey;
  load: (cursor: string | null) => Promise<Page<T>>;
  empty: string;
  children: (item: T) => ReactNode;
}) {
  const heading = useId();
  const list = useInfiniteQuery<Page<T>, Error, InfiniteData<Page<T>>, QueryKey, string | null>({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null,
    getNextPageParam: (last) => last.next_cursor,
    // Looking for something else: the list stays until that is known.
    placeholderData: keepPreviousData,
  });
  const items = list.data?.pages.flatMap((page) => page.data);
  return (
    <section aria-labelledby={heading}>
      <SectionHeading id={heading} title={title} lead={lead} action={action} {...(level ? { level } : {})} />
      {above}
      {list.isPending && <Spinner label={`Loading: ${title}`} />}
      {list.isError && <ErrorNotice error={list.error} onAgain={list.refetch} />}
      {items?.length === 0 && (
        <p className="rounded-xl border border-dashed border-line px-4 py-8 text-center text-sm text-soft">
          {empty}
        </p>
      )}
      <ul
        aria-label={title}
        aria-busy={list.isPlaceholderData}
        className="grid grid-cols-1 gap-2 aria-busy:opacity-60"
      >
        {items?.map(children)}
      </ul>
      {list.hasNextPage && (
        <Button className="mt-4" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}

/** One line of such a list: what it is, what is said of it, what can be done with it. */
export function ListItem({
  name,
  note,
  badge,
  children,
}: {
  name: ReactNode;
  note: ReactNode;
  badge?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line bg-surface px-4 py-3">
      <div className="min-w-0 flex-1 basis-48">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">
          {name}
          {badge}
        </p>
        <p className="text-sm text-soft wrap-anywhere">{note}</p>
      </div>
      {/* Over a link that fills the line, which is pressed wherever nothing else is. */}
      <div className="pointer-events-none relative flex items-center gap-3 *:pointer-events-auto empty:hidden">
        {children}
      </div>
    </li>
  );
}

export function Badge({ children }: { children: ReactNode }) {
  return (
    <span className="rounded-full border border-line px-2 py-0.5 text-xs font-normal text-soft">
      {children}
    </span>
  );
}
