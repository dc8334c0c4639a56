import type { ChatSession } from "@sardonyx/client";
import {
  Archive,
  ArchiveRestore,
  Download,
  Ellipsis,
  Folder,
  ListChecks,
  Pencil,
  Pin,
  PinOff,
  Share2,
  Tag,
  Trash2,
} from "lucide-react";
import { createContext, useContext, useRef } from "react";
import { datedTime, exactTime } from "@/features/shared/times";
import { cn } from "@/ui/cn";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/ui/Menu";
import { titleOf } from "./listRows";
import type { useSessionActions } from "./useSessionActions";

/** What is asked in a dialog before it is done. */
export type ItemDialog = "category" | "move" | "share";

/** Begins to select several chats, with this one; null where that cannot be done. */
export const SelectContext = createContext<((id: string) => void) | null>(null);

/** What can be done with a chat, where it is listed. */
export function SessionMenu({
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
  const select = useContext(SelectContext);
  const isElsewhere = useRef(false);
  return (
    <Menu
      onOpenChange={() => {
        isElsewhere.current = false;
      }}
      // What takes the place of the button takes the focus: the name's field, or the bar of the selection.
      onCloseAutoFocus={(event) => isElsewhere.current && event.preventDefault()}
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
          isElsewhere.current = true;
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
        Move to project
      </MenuItem>
      <MenuItem onSelect={() => onDialog("category")}>
        <Tag aria-hidden />
        Category
      </MenuItem>
      <MenuItem onSelect={actions.toggleArchived}>
        {session.archived_at ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
        {session.archived_at ? "Unarchive" : "Archive"}
      </MenuItem>
      {select && (
        <MenuItem
          onSelect={() => {
            isElsewhere.current = true;
            select(session.id);
          }}
        >
          <ListChecks aria-hidden />
          Select
        </MenuItem>
      )}
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
      <MenuSeparator />
      <MenuLabel>
        <MomentLine name="Updated" at={session.updated_at} />
        <MomentLine name="Created" at={session.created_at} />
      </MenuLabel>
    </Menu>
  );
}

function MomentLine({ name, at }: { name: string; at: string }) {
  const time = new Date(at);
  return (
    <time dateTime={at} title={exactTime(time)} className="block truncate">
      {name} {datedTime(time)}
    </time>
  );
}
