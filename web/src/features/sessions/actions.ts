import type { ChatSession } from "@sardonyx/client";
import type { Action, ActionContext } from "@/features/shared/actions";
import { sessionActions } from "./useSessionActions";

type Work = ReturnType<typeof sessionActions>;

/** What is offered for the chat that is shown, if it is the person's own. */
export const ACTIONS: readonly Action[] = [
  forChat(
    "Archive this chat",
    (work) => work.toggleArchived(),
    (chat) => !chat.archived_at,
  ),
  forChat(
    "Unarchive this chat",
    (work) => work.toggleArchived(),
    (chat) => Boolean(chat.archived_at),
  ),
  forChat(
    "Pin this chat",
    (work) => work.togglePinned(),
    (chat) => !chat.pinned_at && !chat.archived_at,
  ),
  forChat(
    "Unpin this chat",
    (work) => work.togglePinned(),
    (chat) => Boolean(chat.pinned_at),
  ),
  forChat("Export this chat as Markdown", (work) => work.save("markdown")),
  forChat("Export this chat as JSON", (work) => work.save("json")),
  forChat("Delete this chat", (work) => work.remove()),
];

function forChat(
  name: string,
  run: (work: Work) => void,
  isOffered: (chat: ChatSession) => boolean = () => true,
): Action {
  return {
    name,
    kind: "action",
    isOffered: (context) => {
      const chat = ownChat(context);
      return chat !== null && isOffered(chat);
    },
    run: (context) => {
      const chat = ownChat(context);
      if (chat) {
        const { services, toast, chatId, navigate } = context;
        run(sessionActions(chat, { services, toast, chatId, leave: () => navigate("/") }));
      }
    },
  };
}

function ownChat({ services, chatId, me }: ActionContext): ChatSession | null {
  const session = chatId === null ? null : services.conversations.at(chatId).state.get().session;
  return session && session.user_id === me.user.id && !session.deleted_at ? session : null;
}
