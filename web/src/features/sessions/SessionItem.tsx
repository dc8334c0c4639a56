import { type ChatSession, findShortcut } from "@sardonyx/client";
import { Link, useParams } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { draggedChat } from "@/features/shared/draggedChat";
import { useServices } from "@/features/shared/services";
import { isMac } from "@/features/shared/shortcuts";
import { exactTime } from "@/features/shared/times";
import { cn } from "@/ui/cn";
import { CategoryTag } from "./CategoryTag";
import { titleOf } from "./listRows";
import { RenameField } from "./RenameField";
import { type ItemDialog, SessionMenu } from "./SessionMenu";
import { useSessionActions } from "./useSessionActions";

const CategoryDialog = lazy(() => import("./CategoryDialog"));
const MoveDialog = lazy(() => import("./MoveDialog"));
const ShareDialog = lazy(() => import("@/features/shared/ShareDialog"));

interface SessionItemProps {
  session: ChatSession;
  /** Where all have the same category, it need not be said of each. */
  isCategoryKnown?: boolean;
}

export function SessionItem({ session, isCategoryKnown = false }: SessionItemProps) {
  const [isRenaming, setRenaming] = useState(false);
  const [dialog, setDialog] = useState<ItemDialog | null>(null);
  const { id } = useParams({ strict: false });
  const link = useRef<HTMLAnchorElement>(null);
  const { directory } = useServices();
  const actions = useSessionActions(session);
  const isCurrent = id === session.id;
  const wasRenaming = useRef(false);
  useEffect(() => {
    // The field is gone: the focus goes back to where it came from.
    if (wasRenaming.current && !isRenaming) {
      link.current?.focus();
    }
    wasRenaming.current = isRenaming;
  }, [isRenaming]);

  if (isRenaming) {
    return (
      <RenameField
        title={session.title ?? ""}
        onDone={(title) => {
          setRenaming(false);
          if (title) {
            actions.rename(title);
          }
        }}
      />
    );
  }
  return (
    <div
      className={cn(
        "group relative flex h-9 items-center rounded-lg hover:bg-hover",
        isCurrent && "bg-hover",
      )}
    >
      <Link
        ref={link}
        to="/chat/$id"
        title={`${titleOf(session)}\nUpdated ${exactTime(new Date(session.updated_at))}`}
        params={{ id: session.id }}
        aria-current={isCurrent ? "page" : undefined}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-lg pr-9 pl-2 text-sm pointer-coarse:pr-17"
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = "all";
          draggedChat.set(session);
        }}
        onDragEnd={() => draggedChat.set(null)}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => {
          const name = findShortcut(event, "chat", isMac);
          if (name === "rename-chat") {
            setRenaming(true);
          } else if (name === "delete-chat") {
            actions.remove();
          }
        }}
      >
        <span className={cn("min-w-0 flex-1 truncate", isCurrent && "font-medium")}>{titleOf(session)}</span>
        {!isCategoryKnown && <CategoryTag category={session.category} />}
      </Link>
      <MessageCount count={session.total_messages} />
      <SessionMenu
        session={session}
        actions={actions}
        onRename={() => setRenaming(true)}
        onDialog={setDialog}
      />
      {dialog && (
        <Suspense>
          {dialog === "category" && (
            <CategoryDialog session={session} onSave={actions.categorize} onClose={() => setDialog(null)} />
          )}
          {dialog === "move" && (
            <MoveDialog
              description={titleOf(session)}
              current={session.project_id ?? null}
              onMove={(project) => directory.moveTo(session, project)}
              onClose={() => setDialog(null)}
            />
          )}
          {dialog === "share" && <ShareDialog session={session} onClose={() => setDialog(null)} />}
        </Suspense>
      )}
    </div>
  );
}

function MessageCount({ count }: { count: number }) {
  return count > 0 ? (
    <span
      className={cn(
        "pointer-events-none absolute right-2.5 text-xs text-faint tabular-nums",
        "group-focus-within:opacity-0 group-hover:opacity-0 pointer-coarse:right-9 pointer-coarse:opacity-100!",
        "group-has-[[data-state=open]]:opacity-0",
      )}
    >
      {count > 999 ? "999+" : count}
      <span className="sr-only"> messages</span>
    </span>
  ) : null;
}
