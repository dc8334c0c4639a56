import { SHORTCUTS, type ShortcutName } from "@sardonyx/client";
import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ComponentType, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { ActionsContext, type LoadActions } from "@/features/shared/actions";
import { Announcer } from "@/features/shared/announce";
import { CommandsContext } from "@/features/shared/commands";
import { SidebarContext } from "@/features/shared/PageHeader";
import { type Actions, useShortcuts } from "@/features/shared/shortcuts";
import { readStored, writeStored } from "@/features/shared/storage";
import { Drawer } from "@/ui/Dialog";
import { listMenu, useRegistry } from "../registry";
import { ConnectionBanner } from "./ConnectionBanner";
import { Sidebar } from "./Sidebar";

const KEY = "sardonyx.sidebar";
const WIDE = "(min-width: 768px)";

/** Sidebar and page; on a narrow screen the sidebar is a drawer over the page. */
export function Frame() {
  const isWide = useMedia(WIDE);
  const [isPinned, setPinned] = useState(() => readStored(KEY) !== "closed");
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the drawer
  useEffect(() => setDrawerOpen(false), [path, isWide]);

  const control = useMemo(
    () => ({
      isOpen: isWide && isPinned,
      toggle: () => {
        if (!isWide) {
          setDrawerOpen((open) => !open);
          return;
        }
        setPinned(!isPinned);
        writeStored(KEY, isPinned ? "closed" : "open");
      },
    }),
    [isWide, isPinned],
  );

  const commands = useCommandActions();
  const run = (name: ShortcutName) => {
    setDrawerOpen(false);
    commands.actions[name]?.();
  };
  useShortcuts({ ...commands.actions, sidebar: control.toggle });

  return (
    <CommandsContext.Provider value={run}>
      <SidebarContext.Provider value={control}>
        <a
          href="#page"
          className="sr-only z-50 rounded-lg bg-page px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
        >
          Skip to content
        </a>
        <div className="flex h-dvh overflow-hidden">
          {control.isOpen && (
            <aside aria-label="Sidebar" className="flex w-72 shrink-0 flex-col border-r border-line bg-side">
              <Sidebar onClose={control.toggle} />
            </aside>
          )}
          {!isWide && (
            <Drawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} title="Sidebar">
              <Sidebar onClose={() => setDrawerOpen(false)} />
            </Drawer>
          )}
          <main id="page" tabIndex={-1} className="relative flex min-w-0 flex-1 flex-col outline-none">
            <ConnectionBanner />
            <Outlet />
          </main>
        </div>
        <Announcer />
        {commands.dialog}
      </SidebarContext.Provider>
    </CommandsContext.Provider>
  );
}

/** What the features' commands do, and the dialog of the one that was run last. */
function useCommandActions() {
  const registry = useRegistry();
  const { features } = registry;
  const navigate = useNavigate();
  const [Dialog, setDialog] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  const actions = useMemo(() => {
    const all: Actions = {};
    for (const command of features.flatMap(({ commands }) => commands ?? [])) {
      all[command.shortcut] =
        "route" in command
          ? () => void navigate({ to: command.route.fullPath })
          : () => setDialog(() => command.Dialog);
    }
    return all;
  }, [features, navigate]);
  const loadActions = useCallback<LoadActions>(
    (me) =>
      import("./listActions").then((loaded) =>
        loaded.listActions(registry, me, { listMenu, shortcuts: SHORTCUTS }),
      ),
    [registry],
  );
  const dialog = (
    <ActionsContext.Provider value={loadActions}>
      <Suspense>{Dialog && <Dialog onClose={() => setDialog(null)} />}</Suspense>
    </ActionsContext.Provider>
  );
  return { actions, dialog };
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const onChange = () => setMatches(media.matches);
    media.addEventListener("change", onChange);
    onChange();
    return () => media.removeEventListener("change", onChange);
  }, [query]);
  return matches;
}
