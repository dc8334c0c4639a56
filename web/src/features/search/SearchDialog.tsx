import { useNavigate } from "@tanstack/react-router";
import { Search } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { categoriesOf, sentenceOf, shortcutOf } from "@/core";
import { FilterSelect, sameNamed } from "@/features/shared/FilterSelect";
import { Badge } from "@/features/shared/ListSection";
import { useServices, useStore } from "@/features/shared/services";
import { isMac } from "@/features/shared/shortcuts";
import { shortTime, useNow } from "@/features/shared/times";
import { useSettled } from "@/features/shared/useSettled";
import { cn } from "@/ui/cn";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { Marked } from "./Marked";
import type { Found } from "./results";
import { type Search as Searched, useSearch } from "./useSearch";

/** Where it is looked; null: everywhere. */
interface Where {
  readonly project_id: string | null;
  readonly category: string | null;
}

const EVERYWHERE: Where = { project_id: null, category: null };

/** Looks in all chats. The arrow keys choose, Enter opens. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [where, setWhere] = useState(EVERYWHERE);
  const wanted = useDeferredValue(useSettled(text.trim()));
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
    const name = event.nativeEvent.isComposing ? null : shortcutOf(event, "search", isMac);
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
        {search.isLooking && <Spinner />}
      </div>
      <Filters
        where={where}
        onChange={(change) => {
          setWhere({ ...where, ...change });
          setChosen(0);
        }}
      />
      {search.error && <Notice className="mt-3">{sentenceOf(search.error)}</Notice>}
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
              {found.length > 0 ? "Show more" : "Look further back"}
            </span>
          </Option>
        )}
      </div>
    </Dialog>
  );
}

/** In which project and category it is looked, for who has some. */
function Filters({ where, onChange }: { where: Where; onChange: (change: Partial<Where>) => void }) {
  const { directory, projects } = useServices();
  const { projects: all } = useStore(projects.list);
  const { sessions: active } = useStore(directory.active);
  const { sessions: pinned } = useStore(directory.pinned);
  const { sessions: archived } = useStore(directory.archived);
  const categories = useMemo(() => categoriesOf(active, pinned, archived), [active, pinned, archived]);
  return (
    <div className="mt-3 flex gap-2 empty:hidden">
      {all.length > 0 && (
        <FilterSelect
          label="In which project"
          all="All projects"
          value={where.project_id}
          options={all.map(({ id, name }) => ({ value: id, name }))}
          onChange={(project_id) => onChange({ project_id })}
          className="flex-1"
        />
      )}
      {categories.length > 0 && (
        <FilterSelect
          label="In which category"
          all="All categories"
          value={where.category}
          options={sameNamed(categories)}
          onChange={(category) => onChange({ category })}
          className="flex-1"
        />
      )}
    </div>
  );
}

interface OptionProps {
  id: string;
  isChosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

/** One line of the list, by the field's keys or with the pointer. */
function Option({ id, isChosen, onChoose, onOpen, children }: OptionProps & { children: ReactNode }) {
  const row = useRef<HTMLDivElement>(null);
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
      {children}
    </div>
  );
}

function Result({ found, ...option }: OptionProps & { found: Found }) {
  const now = useNow();
  return (
    <Option {...option}>
      <p className="flex items-baseline gap-3 text-sm font-medium">
        <span className="min-w-0 flex-1 truncate">
          <Marked text={found.title} highlights={found.titleHighlights} />
        </span>
        {found.isArchived && <Badge>Archived</Badge>}
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
    </Option>
  );
}

function saysOf({ found, hasMore, isDone }: Searched, wanted: string): string {
  if (wanted === "") {
    return "A new message is found some seconds after it was sent.";
  }
  if (found.length > 0) {
    return `${found.length} found${hasMore ? " so far" : ""}`;
  }
  if (!isDone) {
    return "";
  }
  return hasMore ? "Nothing in your newest messages has all these words." : "Nothing has all these words.";
}
