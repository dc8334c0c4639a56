import { useParams, useSearch } from "@tanstack/react-router";
import { ConversationPage } from "./ConversationPage";

/** Another chat is another page: nothing of the one before stays. */
export function ChatRoute() {
  const { id } = useParams({ from: "/_frame/_chat/chat/$id" });
  const { message } = useSearch({ from: "/_frame/_chat/chat/$id" });
  return <ConversationPage key={id} id={id} messageId={message ?? null} />;
}
