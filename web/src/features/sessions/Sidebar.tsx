import { Link } from "@tanstack/react-router";
import { PanelLeft, Search, SquarePen } from "lucide-react";
import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { ChatList } from "./ChatList";
import { OtherChats } from "./OtherChats";
import type { OtherListName } from "./otherLists";
import { ProjectLinks } from "./ProjectLinks";
import { UserMenu } from "./UserMenu";

export function Sidebar({ onClose, onSearch }: { onClose: () => void; onSearch: () => void }) {
  const { directory } = useServices();
  const [other, setOther] = useState<OtherListName | null>(null);

  function show(name: OtherListName) {
    setOther(name);
    // Once more, if it was there before: not everything that changes it is told.
    void directory.load(directory[name]);
  }

  return (
    <>
      <div className="flex h-14 shrink-0 items-center gap-2 pr-3 pl-4">
        <Logo className="size-6" />
        <span className="flex-1 font-semibold tracking-tight">Sardonyx</span>
        <IconButton size="iconLarge" label="Close sidebar" onClick={onClose}>
          <PanelLeft />
        </IconButton>
      </div>
      {other === null ? (
        <>
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
          <ProjectLinks />
          <ChatList />
        </>
      ) : (
        <OtherChats name={other} onBack={() => setOther(null)} />
      )}
      <div className="shrink-0 border-t border-line p-2">
        <UserMenu onShow={show} />
      </div>
    </>
  );
}
