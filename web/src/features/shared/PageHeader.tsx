import { Link } from "@tanstack/react-router";
import { PanelLeft, SquarePen } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { IconButton } from "@/ui/Button";

export interface SidebarControl {
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

export const SidebarContext = createContext<SidebarControl>({ isOpen: true, toggle: () => undefined });

/** The line at the top of each page: where one is, and the way to the sidebar when that is closed. */
export function PageHeader({ title, children }: { title: string; children?: ReactNode }) {
  const sidebar = useContext(SidebarContext);
  useEffect(() => {
    document.title = title === "" ? "Sardonyx" : `${title} · Sardonyx`;
  }, [title]);
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 px-3">
      {!sidebar.isOpen && (
        <>
          <IconButton size="iconLarge" label="Open sidebar" onClick={sidebar.toggle}>
            <PanelLeft />
          </IconButton>
          <IconLink to="/" label="New chat" />
        </>
      )}
      <h1 className="min-w-0 flex-1 truncate px-2 text-sm font-medium text-soft">{title}</h1>
      {children}
    </header>
  );
}

function IconLink({ to, label }: { to: "/"; label: string }) {
  return (
    <Link
      to={to}
      aria-label={label}
      title={label}
      className="inline-flex size-9 items-center justify-center rounded-lg text-soft hover:bg-hover hover:text-ink"
    >
      <SquarePen className="size-4" aria-hidden />
    </Link>
  );
}
