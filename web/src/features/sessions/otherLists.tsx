import { Archive, Share2, Trash2, Users } from "lucide-react";
import type { ReactNode } from "react";

/** Lists of chats that are not the usual one, as the directory calls them. */
export type OtherListName = "archived" | "deleted" | "sharedWithMe" | "shared";

export interface OtherList {
  readonly name: OtherListName;
  readonly label: string;
  readonly icon: ReactNode;
}

/** As they stand in the person's menu. */
export const OTHER_LISTS: readonly OtherList[] = [
  { name: "archived", label: "Archived chats", icon: <Archive aria-hidden /> },
  { name: "deleted", label: "Deleted chats", icon: <Trash2 aria-hidden /> },
  { name: "sharedWithMe", label: "Shared with me", icon: <Users aria-hidden /> },
  { name: "shared", label: "Shared by me", icon: <Share2 aria-hidden /> },
];
