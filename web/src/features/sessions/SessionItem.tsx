import { Link, useParams } from "@tanstack/react-router";
import {
  Archive,
  ArchiveRestore,
  Download,
  Ellipsis,
  Folder,
  Pencil,
  Pin,
  PinOff,
  Share2,
  Tag,
  Trash2,
} from "lucide-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { type ChatSession, shortcutOf } from "@/core";
import { isMac } from "@/features/shared/shortcuts";
import { cn } from "@/ui/cn";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { CategoryTag } from "./CategoryTag";
import { titleOf } from "./listRows";
import { RenameField } from "./RenameField";
import { useSessionActions } from "./useSessionActions";

const CategoryDialog = lazy(() => import("./CategoryDialog"));
const MoveDialog = lazy(() => import("./MoveDialog"));
const ShareDialog = lazy(() => import("@/features/shared/ShareDialog"));

type ItemDialog = "category" | "move" | "share";

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
        params={{ id: session.id }}
        aria-current={isCurrent ? "page" : undefined}
        className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-lg pr-9 pl-2 text-sm pointer-coarse:pr-17"
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={(event) => {
          const name = shortcutOf(event, "chat", isMac);
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
      <ItemMenu session={session} actions={actions} onRename={() => setRenaming(true)} onDialog={setDialog} />
      {dialog && (
        <Suspense>
          {dialog === "category" && (
            <CategoryDialog session={session} onSave={actions.categorize} onClose={() => setDialog(null)} />
          )}
          {dialog === "move" && <MoveDialog session={session} onClose={() => setDialog(null)} />}
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

function ItemMenu({
  session,
  actions,
  onRename,
  onDialog,
}: {
  session: ChatSession;
  actions: ReturnType<typeof useSessionActions>;
  onRename: () => void;
  onDialog: (dialog: ItemDialog) => void;
}) {
  const isRenameChosen = useRef(false);
  return (
    <Menu
      onOpenChange={() => {
        isRenameChosen.current = false;
      }}
      // The name's field takes the focus, not the button that is about to go.
      onCloseAutoFocus={(event) => isRenameChosen.current && event.preventDefault()}
      trigger={
        <button
          type="button"
          aria-label={`Actions for ${titleOf(session)}`}
          className={cn(
            "absolute right-1 flex size-7 items-center justify-center rounded-md text-soft opacity-0 hover:text-ink",
            "group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          <Ellipsis className="size-4" aria-hidden />
        </button>
      }
    >
      <MenuItem
        onSelect={() => {
          isRenameChosen.current = true;
          onRename();
        }}
      >
        <Pencil aria-hidden />
        Rename
      </MenuItem>
      {!session.archived_at && (
        <MenuItem onSelect={actions.togglePinned}>
          {session.pinned_at ? <PinOff aria-hidden /> : <Pin aria-hidden />}
          {session.pinned_at ? "Unpin" : "Pin"}
        </MenuItem>
      )}
      <MenuItem onSelect={() => onDialog("share")}>
        <Share2 aria-hidden />
        Share
      </MenuItem>
      <MenuItem onSelect={() => onDialog("move")}>
        <Folder aria-hidden />
        Move to a project
      </MenuItem>
      <MenuItem onSelect={() => onDialog("category")}>
        <Tag aria-hidden />
        Category
      </MenuItem>
      <MenuItem onSelect={actions.toggleArchived}>
        {session.archived_at ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
        {session.archived_at ? "Take out of the archive" : "Archive"}
      </MenuItem>
      <MenuItem onSelect={() => actions.save("markdown")}>
        <Download aria-hidden />
        Export as Markdown
      </MenuItem>
      <MenuItem onSelect={() => actions.save("json")}>
        <Download aria-hidden />
        Export as JSON
      </MenuItem>
      <MenuSeparator />
      <MenuItem isDanger onSelect={actions.remove}>
        <Trash2 aria-hidden />
        Delete
      </MenuItem>
    </Menu>
  );
}
