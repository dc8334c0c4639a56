import { Link } from "@tanstack/react-router";
import { PanelLeft, SquarePen } from "lucide-react";
import { createContext, type ReactNode, useContext, useEffect } from "react";
import { IconButton } from "@/ui/Button";
import { cn } from "@/ui/cn";

export interface SidebarControl {
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

export const SidebarContext = createContext<SidebarControl>({ isOpen: true, toggle: () => undefined });

interface PageHeaderProps {
  title: string;
  /** The page says itself where one is: the title is for the window, and for who listens. */
  isQuiet?: boolean;
  children?: ReactNode;
}

/** The line at the top of each page: where one is, and the way to the sidebar when that is closed. */
export function PageHeader({ title, isQuiet = false, children }: PageHeaderProps) {
  const sidebar = useContext(SidebarContext);
  useEffect(() => {
    document.title = `${title} · Sardonyx`;
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
      <h1 className={cn("min-w-0 flex-1 truncate px-2 text-sm font-medium text-soft", isQuiet && "sr-only")}>
        {title}
      </h1>
      {isQuiet && <span className="flex-1" />}
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
