import { type ReactNode, useEffect, useRef } from "react";
import { Badge } from "@/features/shared/ListSection";
import { exactTime, shortTime, useNow } from "@/features/shared/times";
import { cn } from "@/ui/cn";
import { Marked } from "./Marked";
import type { Found } from "./results";

interface OptionProps {
  id: string;
  isChosen: boolean;
  onChoose: () => void;
  onOpen: () => void;
}

/** One line of the list, by the field's keys or with the pointer. */
export function Option({ id, isChosen, onChoose, onOpen, children }: OptionProps & { children: ReactNode }) {
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

export function Result({ found, ...option }: OptionProps & { found: Found }) {
  const now = useNow();
  return (
    <Option {...option}>
      <p className="flex items-baseline gap-3 text-sm font-medium">
        <span className="min-w-0 flex-1 truncate">
          <Marked text={found.title} highlights={found.titleHighlights} />
        </span>
        {found.isArchived && <Badge>Archived</Badge>}
        {found.at && (
          <time
            dateTime={found.at}
            title={exactTime(new Date(found.at))}
            className="shrink-0 text-xs font-normal text-faint"
          >
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
