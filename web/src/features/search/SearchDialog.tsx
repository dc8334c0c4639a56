import { errorMessage, findShortcut } from "@sardonyx/client";
import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { isComposing } from "@/features/shared/composition";
import { isMac } from "@/features/shared/shortcuts";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
import { cn } from "@/ui/cn";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { EVERYWHERE, Filters } from "./Filters";
import { PaletteList } from "./PaletteList";
import { paletteGroups } from "./paletteGroups";
import { usePaletteItems } from "./usePaletteItems";
import { type Search as Searched, useSearch } from "./useSearch";

/** The command palette: chats, actions and pages in one list. The arrow keys choose, Enter opens. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [where, setWhere] = useState(EVERYWHERE);
  const wanted = useDeferredValue(useDebouncedValue(text.trim()));
  const [chosen, setChosen] = useState(0);
  const list = useId();
  const search = useSearch({ q: text.trim() === "" ? "" : wanted, ...where });
  const items = usePaletteItems(text);
  // Who says where to look, looks for chats.
  const isEverywhere = where.project_id === null && where.category === null;
  const groups = paletteGroups({
    recent: isEverywhere ? items.recent : [],
    actions: isEverywhere ? items.actions : [],
    found: search.found,
    // Where nothing was found, it goes on by itself for a while.
    canGoOn: search.hasMore && (search.found.length > 0 || !search.isLooking),
    openChat: (id, message) => {
      onClose();
      void navigate({ to: "/chat/$id", params: { id }, search: message === null ? {} : { message } });
    },
    run: (action) => {
      onClose();
      items.run(action);
    },
    goOn: search.goOn,
  });
  const entries = groups.flatMap((group) => group.entries);
  const current = Math.min(chosen, entries.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event.nativeEvent)) {
      return;
    }
    const isOwn = findShortcut(event, "anywhere", isMac) === "search";
    const name = findShortcut(event, "search", isMac);
    if (name || isOwn) {
      event.preventDefault();
    }
    if (isOwn) {
      onClose();
    } else if (name === "result-before" || name === "result-after") {
      const step = name === "result-after" ? 1 : -1;
      setChosen(Math.max(0, Math.min(entries.length - 1, current + step)));
    } else if (name === "open-result") {
      entries[current]?.open();
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title="Search and commands" isAtTop>
      <div className="flex items-center gap-2.5 rounded-xl border border-line bg-surface px-3">
        <Search className="size-4 shrink-0 text-soft" aria-hidden />
        <input
          autoFocus
          role="combobox"
          aria-label="Search chats, actions and settings"
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-activedescendant={current >= 0 ? `${list}-${current}` : undefined}
          aria-autocomplete="list"
          placeholder="Search chats, actions and settings"
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
      <p role="status" className={cn("mt-3 px-1 text-sm text-soft", entries.length > 0 && "sr-only")}>
        {saysOf(search, wanted, items.actions.length)}
      </p>
      <PaletteList id={list} groups={groups} chosen={current} onChoose={setChosen} />
    </Dialog>
  );
}

function saysOf({ found, hasMore, isDone }: Searched, wanted: string, actions: number): string {
  if (wanted === "") {
    return "";
  }
  if (found.length > 0) {
    return `${found.length} found${hasMore ? " so far" : ""}`;
  }
  if (!isDone) {
    return "";
  }
  if (hasMore) {
    return "No matches in your newest messages.";
  }
  return actions > 0 ? "No matches in your chats." : "No matches. New messages appear after a few seconds.";
}
