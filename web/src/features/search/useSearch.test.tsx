import type { Page, SearchHits, SearchQuery } from "@sardonyx/client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, it } from "vitest";
import { type Services, ServicesContext } from "@/features/shared/services";
import { useSearch } from "./useSearch";

const hit = (id: string): SearchHits => ({
  session_id: id,
  title: id,
  archived: false,
  title_highlights: [],
  messages: [],
});

const queries = new QueryClient();
afterEach(() => queries.clear());

/** A server that has these pages, one after the other, or fails where there is none. */
function search(q: string, pages: readonly (readonly string[] | null)[]) {
  const asked: SearchQuery[] = [];
  const api = {
    search: async (query: SearchQuery): Promise<Page<SearchHits>> => {
      asked.push(query);
      const at = Number(query.cursor ?? 0);
      const page = pages[at];
      if (!page) {
        throw new Error("no network");
      }
      return { data: page.map(hit), next_cursor: at + 1 < pages.length ? String(at + 1) : null };
    },
  };
  const { result } = renderHook(() => useSearch({ q, project_id: null, category: null }), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <ServicesContext.Provider value={{ api } as unknown as Services}>
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      </ServicesContext.Provider>
    ),
  });
  const ids = () => result.current.found.map((each) => each.sessionId);
  return { asked, result, ids };
}

it("shows a page that has something, and the next when it is wanted", async () => {
  const { asked, result, ids } = search("a", [["1", "2"], ["3"]]);
  await waitFor(() => expect(ids()).toEqual(["1", "2"]));
  expect(asked).toHaveLength(1);
  expect(result.current.hasMore).toBe(true);
  act(() => result.current.goOn());
  await waitFor(() => expect(ids()).toEqual(["1", "2", "3"]));
  expect(result.current.hasMore).toBe(false);
});

it("goes on by itself over pages that are empty", async () => {
  const { result, ids } = search("a", [[], [], ["1"]]);
  await waitFor(() => expect(ids()).toEqual(["1"]));
  expect(result.current).toMatchObject({ hasMore: false, isDone: true });
});

it("does not go on for ever by itself, and goes on when it is told to", async () => {
  const { asked, result, ids } = search("a", [...Array.from({ length: 9 }, () => []), ["1"]]);
  await waitFor(() => expect(result.current.isDone).toBe(true));
  expect(asked).toHaveLength(6);
  expect(result.current).toMatchObject({ found: [], hasMore: true });
  act(() => result.current.goOn());
  await waitFor(() => expect(ids()).toEqual(["1"]));
});

it("says nothing is there only where it could look, and looks again when it is told to", async () => {
  const pages: (readonly string[] | null)[] = [[], null];
  const { result, ids } = search("a", pages);
  await waitFor(() => expect(result.current.error?.message).toBe("no network"));
  expect(result.current).toMatchObject({ found: [], hasMore: true, isDone: false });
  pages[1] = ["1"];
  act(() => result.current.goOn());
  await waitFor(() => expect(ids()).toEqual(["1"]));
  expect(result.current.error).toBeNull();
});

it("asks nothing for no words", async () => {
  const { asked, result } = search("", [["1"]]);
  await act(async () => undefined);
  expect(asked).toEqual([]);
  expect(result.current).toMatchObject({ found: [], hasMore: false, isLooking: false });
});
