import type { ChatSession } from "@sardonyx/client";
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { useServices } from "@/features/shared/services";
import { useReturnTo } from "@/features/shared/useReturnTo";
import { Button } from "@/ui/Button";
import { CategoryTag } from "./CategoryTag";
import { titleOf } from "./listRows";
import { OTHER_LISTS, type OtherListName } from "./otherLists";
import { SessionListView } from "./SessionListView";
import { useSessionActions } from "./useSessionActions";

interface Look {
  /** What one should know of the list. */
  readonly note?: string;
  readonly empty: string;
  /** Where a chat in it is not as the others. */
  readonly item?: (session: ChatSession) => ReactNode;
}

const LOOKS: Readonly<Record<OtherListName, Look>> = {
  archived: { empty: "No archived chats." },
  deleted: {
    note: "Deleted chats can be restored for some weeks, then they are removed permanently.",
    empty: "No deleted chats.",
    item: (session) => <DeletedItem session={session} />,
  },
  sharedWithMe: {
    note: "Chats that others share with everyone. You can read them, but not write in them.",
    empty: "No shared chats.",
    item: (session) => <ReadItem session={session} />,
  },
  shared: {
    note: "Chats that everyone in your organization can read.",
    empty: "You have not shared any chats.",
  },
};

/** One of the lists that stand in the place of the usual one. */
export function OtherChats({ name, onBack }: { name: OtherListName; onBack: () => void }) {
  const { directory } = useServices();
  const label = OTHER_LISTS.find((each) => each.name === name)?.label ?? "";
  const { note, empty, item } = LOOKS[name];
  useEffect(() => {
    // Shown again, it is loaded again. For the first time, the list below does it.
    const { status } = directory[name].get();
    if (status === "ready" || status === "failed") {
      void directory.load(directory[name]);
    }
  }, [directory, name]);
  // Nobody tells the page of what others share, nor of what is gone for good.
  useReturnTo(() => void directory.load(directory[name]));
  return (
    <>
      <div className="shrink-0 px-3 pb-2">
        <Button look="quiet" className="px-2!" onClick={onBack}>
          <ArrowLeft aria-hidden />
          Back to chats
        </Button>
        <h2 className="px-1 pt-2 text-sm font-medium">{label}</h2>
        {note && <p className="px-1 pt-1 text-xs text-soft">{note}</p>}
      </div>
      <SessionListView
        key={name}
        store={directory[name]}
        label={label}
        empty={empty}
        {...(item ? { item } : {})}
      />
    </>
  );
}

function DeletedItem({ session }: { session: ChatSession }) {
  const { bringBack } = useSessionActions(session);
  const title = titleOf(session);
  return (
    <div className="flex h-9 items-center gap-2 pl-2 text-sm">
      <span className="min-w-0 flex-1 truncate" title={title}>
        {title}
      </span>
      <Button size="small" look="quiet" aria-label={`Restore ${title}`} onClick={bringBack}>
        Restore
      </Button>
    </div>
  );
}

/** A chat of somebody else: there is nothing to do with it but to read it. */
function ReadItem({ session }: { session: ChatSession }) {
  return (
    <Link
      to="/chat/$id"
      params={{ id: session.id }}
      className="flex h-9 items-center gap-2 rounded-lg px-2 text-sm hover:bg-hover"
      activeProps={{ className: "bg-hover font-medium", "aria-current": "page" }}
    >
      <span className="min-w-0 flex-1 truncate">{titleOf(session)}</span>
      <CategoryTag category={session.category} />
    </Link>
  );
}
