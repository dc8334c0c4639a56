import { useParams, useSearch } from "@tanstack/react-router";
import { ConversationPage } from "./ConversationPage";

/** Another chat is another page: nothing of the one before stays. */
export function ChatRoute() {
  const { id } = useParams({ from: "/frame/chat/chat/$id" });
  const { message } = useSearch({ from: "/frame/chat/chat/$id" });
  return <ConversationPage key={id} id={id} messageId={message ?? null} />;
}
