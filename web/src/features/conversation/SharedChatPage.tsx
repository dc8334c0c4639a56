import { errorMessage, type Message, Problem, type SharedChat } from "@sardonyx/client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useServices } from "@/features/shared/services";
import { fullTime } from "@/features/shared/times";
import { Button } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { Spinner } from "@/ui/Spinner";
import { AnswerBody } from "./AnswerBody";
import { Bubble } from "./QuestionRow";

/** How often is looked whether something was said, in milliseconds, while somebody has it in sight. */
const LOOK_EVERY_MS = 3_000;

/** A chat as its secret link shows it: to be read as it goes on, and nothing else. */
export function SharedChatPage({ token }: { token: string }) {
  const { api } = useServices();
  const chat = useInfiniteQuery({
    queryKey: ["shared", token],
    queryFn: ({ pageParam }) => api.sharing.read(token, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    retry: false,
  });
  const newest = useNewest(token);
  const seen = newest.data && stampOf(newest.data);
  const isBehind = chat.data?.pages[0] && seen && seen !== stampOf(chat.data.pages[0]);
  const { refetch } = chat;
  // biome-ignore lint/correctness/useExhaustiveDependencies: again for whatever is seen next
  useEffect(() => {
    if (isBehind) {
      void refetch();
    }
  }, [isBehind, seen, refetch]);
  const error = [newest.error, chat.error].find((each) => each && !(chat.data && isPassing(each)));
  const pages = error ? undefined : chat.data?.pages;
  const title = pages?.[0]?.title ?? "A chat";
  useEffect(() => {
    document.title = `${title} · Sardonyx`;
  }, [title]);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-14 items-center gap-2.5 border-b border-line px-4">
        <Logo className="size-6" />
        <Link to="/" className="font-semibold tracking-tight">
          Sardonyx
        </Link>
      </header>
      <main className="mx-auto w-full max-w-3xl flex-1 px-4 pt-8 pb-20 sm:px-6">
        {chat.isPending && <Spinner label="Loading chat" />}
        {error && <Refused error={error} path={`/shared/${token}`} />}
        {pages?.[0] && <Head chat={pages[0]} />}
        {pages && chat.hasNextPage && (
          <div className="mb-6 flex justify-center">
            <Button size="small" isBusy={chat.isFetchingNextPage} onClick={() => void chat.fetchNextPage()}>
              Load earlier messages
            </Button>
          </div>
        )}
        {pages
          ?.toReversed()
          .flatMap((page) => page.data)
          .filter((message) => message.parent_id)
          .map((message) => (
            <Said key={message.id} message={message} />
          ))}
      </main>
    </div>
  );
}

/** The last message alone, again and again: that costs little, and tells whether something changed. */
function useNewest(token: string) {
  const { api } = useServices();
  return useQuery({
    queryKey: ["shared", token, "newest"],
    queryFn: () => api.sharing.read(token, null, 1),
    staleTime: 0,
    retry: false,
    refetchInterval: ({ state: { error } }) => (error && !isPassing(error) ? false : LOOK_EVERY_MS),
  });
}

function stampOf({ updated_at, data }: SharedChat): string {
  const last = data.at(-1);
  return [updated_at, last?.id, last?.status, last?.content.length].join(" ");
}

function isPassing(error: Error): boolean {
  return error instanceof Problem && error.isPassing;
}

function Head({ chat }: { chat: SharedChat }) {
  return (
    <div className="mb-8">
      <h1 className="text-2xl font-semibold tracking-tight">{chat.title ?? "A chat"}</h1>
      {chat.description && <p className="mt-1 text-soft">{chat.description}</p>}
      <p className="mt-1 text-sm text-faint">
        Started on <time dateTime={chat.created_at}>{fullTime(new Date(chat.created_at))}</time>
      </p>
    </div>
  );
}

function Said({ message }: { message: Message }) {
  return message.kind === "user" ? (
    <article aria-label="Question" className="mb-6 flex justify-end">
      <Bubble text={message.content} />
    </article>
  ) : (
    <article aria-label="Answer" className="mb-8">
      <AnswerBody message={message} text={message.content} />
    </article>
  );
}

function Refused({ error, path }: { error: unknown; path: string }) {
  const wantsSignIn = error instanceof Problem && error.status === 401;
  const isGone = error instanceof Problem && error.status === 404;
  return (
    <div className="flex flex-col items-center gap-3 pt-24 text-center">
      <h1 className="text-xl font-semibold">
        {isGone ? "Link not found" : wantsSignIn ? "Sign in to read this" : "Something went wrong"}
      </h1>
      <p role="alert" className="max-w-md text-soft">
        {isGone ? "The link was revoked, has expired or is mistyped." : errorMessage(error)}
      </p>
      {(wantsSignIn || isGone) && (
        <Link to="/sign-in" search={{ next: path }} className="text-accent underline underline-offset-4">
          Sign in
        </Link>
      )}
    </div>
  );
}
