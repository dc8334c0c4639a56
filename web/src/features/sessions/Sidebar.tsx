import { Link } from "@tanstack/react-router";
import { ArrowLeft, PanelLeft, SquarePen } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { SessionListView } from "./SessionListView";
import { UserMenu } from "./UserMenu";

export function Sidebar({ onClose }: { onClose: () => void }) {
  const [isArchive, setArchive] = useState(false);
  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-2 pr-3 pl-4">
        <Logo className="size-6" />
        <span className="flex-1 font-semibold tracking-tight">Sardonyx</span>
        <IconButton size="iconLarge" label="Close sidebar" onClick={onClose}>
          <PanelLeft />
        </IconButton>
      </div>
      {isArchive ? (
        <div className="flex items-center gap-1 px-3 pb-2">
          <Button look="quiet" className="px-2" onClick={() => setArchive(false)}>
            <ArrowLeft aria-hidden />
            Back to chats
          </Button>
        </div>
      ) : (
        <div className="px-3 pb-2">
          <Link
            to="/"
            className="flex h-10 items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:border-faint"
          >
            <SquarePen className="size-4 text-accent" aria-hidden />
            New chat
          </Link>
        </div>
      )}
      <SessionListView key={String(isArchive)} isArchive={isArchive} />
      <div className="shrink-0 border-t border-line p-2">
        <UserMenu onShowArchive={() => setArchive(true)} />
      </div>
    </>
  );
}
