import { createSlot } from "./slots";

/** The message field on a project's page. */
export const projectComposer = createSlot<{ projectId: string }>("project composer");

/** The list of a project's chats, on its page. */
export const projectChats = createSlot<{ projectId: string }>("project chats");
