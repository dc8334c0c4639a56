import { useParams, useSearch } from "@tanstack/react-router";
import { ConversationPage } from "@/features/conversation/ConversationPage";

/** Another chat is another page: nothing of the one before stays. */
export function ChatRoute() {
  const { id } = useParams({ from: "/inside/chat/$id" });
  const { message } = useSearch({ from: "/inside/chat/$id" });
  return <ConversationPage key={id} id={id} messageId={message ?? null} />;
}
