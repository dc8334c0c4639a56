import { Link } from "@tanstack/react-router";
import { ArrowLeft, PanelLeft, Search, SquarePen } from "lucide-react";
import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button, IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { ChatList } from "./ChatList";
import { ProjectLinks } from "./ProjectLinks";
import { SessionListView } from "./SessionListView";
import { UserMenu } from "./UserMenu";

export function Sidebar({ onClose, onSearch }: { onClose: () => void; onSearch: () => void }) {
  const [isArchive, setArchive] = useState(false);
  const { directory } = useServices();
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
          <Button look="quiet" className="px-2!" onClick={() => setArchive(false)}>
            <ArrowLeft aria-hidden />
            Back to chats
          </Button>
        </div>
      ) : (
        <div className="flex gap-2 px-3 pb-3">
          <Link
            to="/"
            className="flex h-10 flex-1 items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-sm font-medium hover:border-faint"
          >
            <SquarePen className="size-4 text-accent" aria-hidden />
            New chat
          </Link>
          <IconButton label="Search your chats" look="plain" className="size-10!" onClick={onSearch}>
            <Search />
          </IconButton>
        </div>
      )}
      {isArchive ? (
        <SessionListView
          key="archive"
          store={directory.archived}
          label="Archived chats"
          empty="Nothing is archived."
        />
      ) : (
        <>
          <ProjectLinks />
          <ChatList />
        </>
      )}
      <div className="shrink-0 border-t border-line p-2">
        <UserMenu onShowArchive={() => setArchive(true)} />
      </div>
    </>
  );
}
