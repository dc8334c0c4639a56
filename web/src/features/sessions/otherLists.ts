import { Archive, type LucideIcon, Share2, Trash2, Users } from "lucide-react";

/** Lists of chats that are not the usual one, as the directory calls them. */
export type OtherListName = "archived" | "deleted" | "sharedWithMe" | "shared";

export interface OtherList {
  readonly name: OtherListName;
  readonly label: string;
  readonly icon: LucideIcon;
}

/** In the order of the account menu. */
export const OTHER_LISTS: readonly OtherList[] = [
  { name: "archived", label: "Archived chats", icon: Archive },
  { name: "deleted", label: "Deleted chats", icon: Trash2 },
  { name: "sharedWithMe", label: "Shared with me", icon: Users },
  { name: "shared", label: "Shared by me", icon: Share2 },
];
