import { errorMessage, findShortcut } from "@sardonyx/client";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { isMac } from "@/features/shared/shortcuts";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
import { cn } from "@/ui/cn";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { EVERYWHERE, Filters } from "./Filters";
import { Option, Result } from "./Result";
import type { Found } from "./results";
import { type Search as Searched, useSearch } from "./useSearch";

/** Looks in all chats. The arrow keys choose, Enter opens. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [where, setWhere] = useState(EVERYWHERE);
  const wanted = useDeferredValue(useDebouncedValue(text.trim()));
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const search = useSearch({ q: text.trim() === "" ? "" : wanted, ...where });
  const { found, goOn } = search;
  // Where nothing was found, it goes on by itself for a while.
  const canGoOn = search.hasMore && (found.length > 0 || !search.isLooking);
  const count = found.length + (canGoOn ? 1 : 0);
  const current = Math.min(chosen, count - 1);

  function open(each: Found) {
    onClose();
    void navigate({
      to: "/chat/$id",
      params: { id: each.sessionId },
      search: each.messageId === null ? {} : { message: each.messageId },
    });
  }

  function openCurrent() {
    const each = found[current];
    if (each) {
      open(each);
    } else if (canGoOn) {
      goOn();
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const name = event.nativeEvent.isComposing ? null : findShortcut(event, "search", isMac);
    if (name) {
      event.preventDefault();
    }
    if (name === "result-before" || name === "result-after") {
      const step = name === "result-after" ? 1 : -1;
      setChosen(Math.max(0, Math.min(count - 1, current + step)));
    } else if (name === "open-result") {
      openCurrent();
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
          aria-expanded={count > 0}
          aria-controls={list}
          aria-activedescendant={current >= 0 ? `${list}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Search words or parts of words"
          maxLength={200}
          value={text}
          className="h-11 w-full bg-transparent outline-none placeholder:text-faint"
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        {search.isLooking && <Spinner />}
      </div>
      <Filters
        where={where}
        onChange={(change) => {
          setWhere({ ...where, ...change });
          setChosen(0);
        }}
      />
      {search.error && <Notice className="mt-3">{errorMessage(search.error)}</Notice>}
      <p role="status" className={cn("mt-3 px-1 text-sm text-soft", found.length > 0 && "sr-only")}>
        {saysOf(search, wanted)}
      </p>
      <div
        id={list}
        role="listbox"
        aria-label="Found"
        className={cn("mt-3 max-h-[55dvh] overflow-y-auto", count === 0 && "hidden")}
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
        {canGoOn && (
          <Option
            id={`${list}-${found.length}`}
            isChosen={current === found.length}
            onChoose={() => setChosen(found.length)}
            onOpen={goOn}
          >
            <span className="text-sm font-medium text-accent">
              {found.length > 0 ? "Show more" : "Search older messages"}
            </span>
          </Option>
        )}
      </div>
    </Dialog>
  );
}

function saysOf({ found, hasMore, isDone }: Searched, wanted: string): string {
  if (wanted === "") {
    return "New messages appear in search after a few seconds.";
  }
  if (found.length > 0) {
    return `${found.length} found${hasMore ? " so far" : ""}`;
  }
  if (!isDone) {
    return "";
  }
  return hasMore ? "No matches in your newest messages." : "No matches.";
}
