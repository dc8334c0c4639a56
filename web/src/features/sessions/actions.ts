import type { ChatSession } from "@sardonyx/client";
import type { Action, ActionContext } from "@/features/shared/actions";
import type { sessionActions } from "./useSessionActions";

type WorkOn = typeof sessionActions;
type Work = ReturnType<WorkOn>;

/**
 * What is offered for the chat that is shown, if it is the person's own.
 *
 * @param workOn is in the first load, which a file that shares code with it would cut into small pieces
 */
export function chatActions(workOn: WorkOn): readonly Action[] {
  const forChat = (name: string, run: (work: Work) => void, isOffered: Condition = always): Action => ({
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
        run(workOn(chat, { services, toast, chatId, leave: () => navigate("/") }));
      }
    },
  });
  return [
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
}

type Condition = (chat: ChatSession) => boolean;

const always: Condition = () => true;

function ownChat({ services, chatId, me }: ActionContext): ChatSession | null {
  const session = chatId === null ? null : services.conversations.at(chatId).state.get().session;
  return session && session.user_id === me.user.id && !session.deleted_at ? session : null;
}
