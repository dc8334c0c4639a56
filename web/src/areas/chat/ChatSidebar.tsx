import { SlotParts } from "@/features/shared/slots";
import { sidebarActions, sidebarLists } from "./slots";

export function ChatSidebar() {
  return (
    <>
      <div className="flex gap-2 px-3 pb-3">
        <SlotParts slot={sidebarActions} props={{}} />
      </div>
      <SlotParts slot={sidebarLists} props={{}} />
    </>
  );
}
