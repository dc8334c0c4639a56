import { createSlot } from "@/features/shared/slots";

/** The row at the top of the sidebar: what one can begin. */
export const sidebarActions = createSlot("chat sidebar actions");

/** The lists below it. The last takes the room that is left. */
export const sidebarLists = createSlot("chat sidebar lists");
