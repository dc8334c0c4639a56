import { keyLabels } from "@sardonyx/client";
import { ArrowRight, type LucideIcon, MessageSquare, Zap } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { Action } from "@/features/shared/actions";
import { isMac } from "@/features/shared/shortcuts";
import { exactTime, shortTime, useNow } from "@/features/shared/times";
import { cn } from "@/ui/cn";
import type { PaletteEntry, PaletteGroup } from "./paletteGroups";
import { Option, Result } from "./Result";

interface PaletteListProps {
  id: string;
  groups: readonly PaletteGroup[];
  /** The place of the chosen entry among all. */
  chosen: number;
  onChoose: (place: number) => void;
}

/** The groups of the palette as one listbox; the field above has the keys. */
export function PaletteList({ id, groups, chosen, onChoose }: PaletteListProps) {
  const headings = useId();
  let place = 0;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Found"
      className={cn("mt-1 max-h-[55dvh] overflow-y-auto", groups.length === 0 && "hidden")}
    >
      {groups.map(({ name, entries }, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options is not a fieldset
        <div key={name} role="group" aria-labelledby={`${headings}-${index}`}>
          <p id={`${headings}-${index}`} className="px-3 pt-3 pb-1 text-xs font-medium text-faint">
            {name}
          </p>
          {entries.map((entry) => {
            const own = place++;
            const option = {
              id: `${id}-${own}`,
              isChosen: own === chosen,
              onChoose: () => onChoose(own),
              onOpen: entry.open,
            };
            return entry.kind === "found" ? (
              <Result key={entry.key} {...option} found={entry.found} />
            ) : (
              <Option key={entry.key} {...option}>
                <Line entry={entry} />
              </Option>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function Line({ entry }: { entry: Exclude<PaletteEntry, { kind: "found" }> }) {
  const now = useNow();
  switch (entry.kind) {
    case "more":
      return <span className="text-sm font-medium text-accent">{entry.text}</span>;
    case "action":
      return (
        <IconLine Icon={entry.action.kind === "page" ? ArrowRight : Zap} end={<Keys action={entry.action} />}>
          {entry.action.name}
        </IconLine>
      );
    case "chat": {
      const at = new Date(entry.chat.updated_at);
      const time = (
        <time dateTime={entry.chat.updated_at} title={exactTime(at)} className="shrink-0 text-xs text-faint">
          {shortTime(at, now)}
        </time>
      );
      return (
        <IconLine Icon={MessageSquare} end={time}>
          {entry.chat.title ?? "New chat"}
        </IconLine>
      );
    }
  }
}

function IconLine({ Icon, end, children }: { Icon: LucideIcon; end: ReactNode; children: ReactNode }) {
  return (
    <p className="flex items-center gap-3 text-sm">
      <Icon className="size-4 shrink-0 text-soft" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {end}
    </p>
  );
}

function Keys({ action }: { action: Action }) {
  return action.keys ? (
    <span className="flex gap-1">
      {keyLabels(action.keys, isMac).map((cap) => (
        <kbd key={cap} className="keycap">
          {cap}
        </kbd>
      ))}
    </span>
  ) : null;
}
