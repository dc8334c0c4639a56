import { type AnyRoute, Link, useRouterState } from "@tanstack/react-router";
import { ChevronDown, type LucideIcon } from "lucide-react";
import { useEffect, useId, useState } from "react";
import { useMe } from "@/features/shared/services";
import { cn } from "@/ui/cn";
import type { Area } from "../area";
import { listMenu, useRegistry } from "../registry";

/** The pages of an area that the person may see, and the ways to the other areas. */
export function AreaNavigation({ area }: { area: Area }) {
  const me = useMe();
  const registry = useRegistry();
  const list = useId();
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes it
  useEffect(() => setOpen(false), [path]);
  const entries = listMenu(registry, area, me);
  const current = entries.find(({ route }) => isAtOrBelow(path, route.fullPath)) ?? area;
  const others = registry.areas
    .filter((each) => each !== area)
    .flatMap((each) =>
      listMenu(registry, each, me)
        .slice(0, 1)
        .map(({ route }) => ({ ...each, route })),
    );
  return (
    <nav
      aria-label={area.name}
      className="@3xl:sticky @3xl:top-2 @3xl:w-48 @3xl:shrink-0 @3xl:self-start"
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
        className="flex h-11 w-full items-center gap-2.5 rounded-xl border border-line bg-surface px-3.5 text-sm font-medium @3xl:hidden [&_svg]:size-4"
      >
        <current.icon aria-hidden />
        <span className="flex-1 text-left">{current.name}</span>
        <ChevronDown aria-hidden className={cn("text-soft transition-transform", isOpen && "rotate-180")} />
      </button>
      <div
        id={list}
        className={cn(
          "mt-2 rounded-xl border border-line bg-surface p-2",
          "@3xl:mt-0 @3xl:block @3xl:border-0 @3xl:bg-transparent @3xl:p-0",
          !isOpen && "hidden",
        )}
      >
        <Entries entries={entries} />
        {others.length > 0 && (
          <div className="mt-3 border-t border-line pt-3">
            <Entries entries={others} />
          </div>
        )}
      </div>
    </nav>
  );
}

interface Entry {
  readonly route: AnyRoute;
  readonly name: string;
  readonly icon: LucideIcon;
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <ul>
      {entries.map(({ route, name, icon: Icon }) => (
        <li key={name}>
          <Link
            to={route.fullPath}
            className="flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm text-soft hover:bg-hover hover:text-ink [&_svg]:size-4"
            activeProps={{ className: "bg-hover font-medium text-ink!", "aria-current": "page" }}
          >
            <Icon aria-hidden />
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function isAtOrBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}
