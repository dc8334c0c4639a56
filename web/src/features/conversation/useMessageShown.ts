import type { ConversationStore } from "@sardonyx/client";
import { type RefObject, useEffect } from "react";
import type { MessageListHandle } from "./MessageList";

/** So many older pages are loaded to find a message: beyond them one scrolls. */
const MOST_PAGES = 60;

/** Loads what is older until the message is there, and goes to it. */
export function useMessageShown(
  messageId: string | null,
  store: ConversationStore,
  list: RefObject<MessageListHandle | null>,
): void {
  useEffect(() => {
    if (messageId === null) {
      return;
    }
    let isCurrent = true;
    const isThere = () => store.state.get().path.some((each) => each.id === messageId);
    const find = async () => {
      await store.open();
      for (let page = 0; page < MOST_PAGES && isCurrent && !isThere(); page += 1) {
        if (store.state.get().olderCursor === null) {
          return;
        }
        await store.loadOlder();
      }
      // The list has its row after the render that this change causes.
      setTimeout(() => isCurrent && list.current?.show(messageId), 0);
    };
    void find();
    return () => {
      isCurrent = false;
    };
  }, [messageId, store, list]);
}
