import { type ChatSession, Store } from "@sardonyx/client";

/**
 * The chat that is being dragged; null while none is. The browser tells a possible target of the kinds of
 * what is dragged, not what it is.
 */
export const draggedChat = new Store<ChatSession | null>(null);
