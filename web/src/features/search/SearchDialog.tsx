import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useRef, useState } from "react";
import { sentenceOf, shortcutOf } from "@/core";
import { useServices } from "@/features/shared/services";
import { isMac } from "@/features/shared/shortcuts";
import { shortTime, useNow } from "@/features/shared/times";
import { useSettled } from "@/features/shared/useSettled";
import { cn } from "@/ui/cn";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { Marked } from "./Marked";
import { type Found, foundIn } from "./results";

/** What was said just now is found some seconds later: until something is found, it is asked again. */
const AGAIN_MS = 3_000;

/** Looks in all chats. The arrow keys choose, Enter opens. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { api } = useServices();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const wanted = useDeferredValue(useSettled(text.trim()));
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const search = useQuery({
    queryKey: ["search", wanted],
    queryFn: ({ signal }) => api.search({ q: wanted, limit: 20 }, signal),
    enabled: wanted !== "",
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.data.length === 0 ? AGAIN_MS : false),
    retry: false,
  });
  const found = wanted === "" ? [] : foundIn(search.data?.data ?? []);
  const current = Math.min(chosen, found.length - 1);

  function open(each: Found | undefined) {
    if (each) {
      onClose();
      void navigate({
        to: "/chat/$id",
        params: { id: each.sessionId },
        search: each.messageId === null ? {} : { message: each.messageId },
      });
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const name = event.nativeEvent.isComposing ? null : shortcutOf(event, "search", isMac);
    if (name) {
      event.preventDefault();
    }
    if (name === "result-before" || name === "result-after") {
      const step = name === "result-after" ? 1 : -1;
      setChosen(Math.max(0, Math.min(found.length - 1, current + step)));
    } else if (name === "open-result") {
      open(found[current]);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title="Search your chats" isAtTop>
      <div className="flex items-center gap-2.5 rounded-xl border border-line bg-surface px-3">
        <Search className="size-4 shrink-0 text-soft" aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Search your chats"
          aria-expanded={found.length > 0}
          aria-controls={list}
          aria-activedescendant={current >= 0 ? `${list}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Words, or parts of words"
          maxLength={200}
          value={text}
          className="h-11 w-full bg-transparent outline-none placeholder:text-faint"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        {search.isFetching && <Spinner />}
      </div>
      {search.isError && <Notice className="mt-3">{sentenceOf(search.error)}</Notice>}
      <p role="status" className={cn("mt-3 px-1 text-sm text-soft", found.length > 0 && "sr-only")}>
        {countOf(found.length, wanted, search.isSuccess)}
      </p>
      <div
        id={list}
        role="listbox"
        aria-label="Found"
        className={cn("mt-3 max-h-[55dvh] overflow-y-auto", found.length === 0 && "hidden")}
      >
        {found.map((each, place) => (
          <Result
            key={each.key}
            id={`${list}-${place}`}
            found={each}
            isChosen={place === current}
            onChoose={() => setChosen(place)}
            onOpen={() => open(each)}
          />
        ))}
      </div>
    </Dialog>
  );
}

function Result({
  id,
  found,
  isChosen,
  onChoose,
  onOpen,
}: {
  id: string;
  found: Found;
  isChosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}) {
  const row = useRef<HTMLDivElement>(null);
  const now = useNow();
  useEffect(() => {
    if (isChosen) {
      row.current?.scrollIntoView({ block: "nearest" });
    }
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, as a combobox does
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isChosen}
      className={cn("cursor-pointer rounded-lg px-3 py-2", isChosen && "bg-hover")}
      onPointerMove={onChoose}
      onClick={onOpen}
    >
      <p className="flex items-baseline gap-3 text-sm font-medium">
        <span className="min-w-0 flex-1 truncate">
          <Marked text={found.title} highlights={found.titleHighlights} />
        </span>
        {found.at && (
          <time dateTime={found.at} className="shrink-0 text-xs font-normal text-faint">
            {shortTime(new Date(found.at), now)}
          </time>
        )}
      </p>
      {found.excerpt !== null && (
        <p className="mt-0.5 line-clamp-2 text-sm text-soft wrap-anywhere">
          <span className="sr-only">{found.isAnswer ? "Answer: " : "You: "}</span>
          <Marked text={found.excerpt} highlights={found.highlights} />
        </p>
      )}
    </div>
  );
}

function countOf(count: number, wanted: string, isDone: boolean): string {
  if (wanted === "") {
    return "A new message is found some seconds after it was sent.";
  }
  if (count === 0) {
    return isDone ? "Nothing has all these words." : "";
  }
  return count === 1 ? "1 found" : `${count} found`;
}
