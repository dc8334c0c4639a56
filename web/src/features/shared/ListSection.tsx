import { type InfiniteData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { type Page, sentenceOf } from "@/core";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";

/** A heading, what one can do, and a list that is loaded a page at a time. */
export function ListSection<T>({
  title,
  lead,
  action,
  queryKey,
  load,
  empty,
  children,
}: {
  title: string;
  lead: string;
  action?: ReactNode;
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
  });
  const items = list.data?.pages.flatMap((page) => page.data);
  return (
    <section aria-labelledby={heading}>
      <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
        <div className="min-w-0">
          <h2 id={heading} className="text-xl font-semibold tracking-tight">
            {title}
          </h2>
          <p className="mt-1 text-sm text-soft">{lead}</p>
        </div>
        {action}
      </div>
      {list.isPending && <Spinner label={`Loading: ${title}`} />}
      {list.isError && (
        <Notice
          action={
            <Button size="small" onClick={() => void list.refetch()}>
              Try again
            </Button>
          }
        >
          {sentenceOf(list.error)}
        </Notice>
      )}
      {items?.length === 0 && <p className="text-soft">{empty}</p>}
      <ul aria-label={title} className="grid gap-2">
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
      <div className="flex items-center gap-3 empty:hidden">{children}</div>
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
