import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { Sidebar } from "@/features/sessions/Sidebar";
import { Announcer } from "@/features/shared/announce";
import { SidebarContext } from "@/features/shared/PageHeader";
import { useShortcuts } from "@/features/shared/shortcuts";
import { readStored, writeStored } from "@/features/shared/storage";
import { Drawer } from "@/ui/Dialog";
import { ConnectionBanner } from "./ConnectionBanner";

const SearchDialog = lazy(() => import("@/features/search/SearchDialog"));
const KeysDialog = lazy(() => import("@/features/keys/KeysDialog"));

const KEY = "sardonyx.sidebar";
const WIDE = "(min-width: 768px)";

/** Sidebar and page; on a narrow screen the sidebar is a drawer over the page. */
export function Shell() {
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

  const [dialog, setDialog] = useState<"search" | "keys" | null>(null);
  const navigate = useNavigate();
  useShortcuts({
    "new-chat": () => void navigate({ to: "/" }),
    sidebar: control.toggle,
    search: () => setDialog("search"),
    keys: () => setDialog("keys"),
  });

  return (
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
            <Sidebar onClose={control.toggle} onSearch={() => setDialog("search")} />
          </aside>
        )}
        {!isWide && (
          <Drawer isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} title="Sidebar">
            <Sidebar
              onClose={() => setDrawerOpen(false)}
              onSearch={() => {
                setDrawerOpen(false);
                setDialog("search");
              }}
            />
          </Drawer>
        )}
        <main id="page" tabIndex={-1} className="relative flex min-w-0 flex-1 flex-col outline-none">
          <ConnectionBanner />
          <Outlet />
        </main>
      </div>
      <Announcer />
      <Suspense>
        {dialog === "search" && <SearchDialog onClose={() => setDialog(null)} />}
        {dialog === "keys" && <KeysDialog onClose={() => setDialog(null)} />}
      </Suspense>
    </SidebarContext.Provider>
  );
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
