import { firstNonEmptyPage, type SearchQuery } from "@sardonyx/client";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { type Found, foundIn } from "./results";

/** What was said just now is found some seconds later: until something is found, it is asked again. */
const AGAIN_MS = 3_000;

/** So many empty pages are passed over before somebody is asked whether to go on. */
const EMPTY_PAGES = 5;

const LIMIT = 20;

/** Nothing is kept: what is found next time begins somewhere else. */
const ONCE = { gcTime: 0, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false } as const;

export interface Search {
  readonly found: readonly Found[];
  /** Whether there are older messages to look through. */
  readonly hasMore: boolean;
  readonly goOn: () => void;
  readonly isLooking: boolean;
  /** Whether it is known what there is, as far as it was looked. */
  readonly isDone: boolean;
  readonly error: Error | null;
}

/** What has all these words, newest first: the first page, and those behind it when they are wanted. */
export function useSearch(query: SearchQuery): Search {
  const { api } = useServices();
  const key = ["search", query];
  const name = JSON.stringify(query);
  const [moreOf, setMoreOf] = useState<string | null>(null);
  const isAsked = query.q !== "";
  const first = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.search({ ...query, limit: LIMIT }, signal),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.data.length === 0 ? AGAIN_MS : false),
    ...ONCE,
  });
  const here = first.isPlaceholderData || !isAsked ? undefined : first.data;
  const cursor = here?.next_cursor ?? null;
  const more = useInfiniteQuery({
    queryKey: [...key, "more"],
    queryFn: ({ pageParam, signal }) =>
      firstNonEmptyPage(
        (from) => api.search({ ...query, cursor: from, limit: LIMIT }, signal),
        pageParam,
        EMPTY_PAGES,
      ),
    initialPageParam: cursor,
    getNextPageParam: (last) => last.next_cursor,
    enabled: cursor !== null && (here?.data.length === 0 || moreOf === name),
    staleTime: Number.POSITIVE_INFINITY,
    ...ONCE,
  });
  const hits = [...(first.data?.data ?? []), ...(more.data?.pages ?? []).flatMap((page) => page.data)];
  const found = isAsked ? foundIn(hits) : [];

  function goOn() {
    if (more.isFetching) {
      return;
    }
    if (more.data) {
      void more.fetchNextPage();
    } else if (more.isError) {
      void more.refetch();
    } else {
      setMoreOf(name);
    }
  }

  return {
    found,
    hasMore: more.data ? more.hasNextPage : cursor !== null,
    goOn,
    // Asking again for what was said just now is not to be seen beside what was found.
    isLooking: more.isFetching || (first.isFetching && (first.isPlaceholderData || found.length === 0)),
    isDone: here !== undefined && !more.isFetching && !more.isError,
    error: first.error ?? more.error,
  };
}
