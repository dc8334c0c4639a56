import { useParams } from "@tanstack/react-router";
import { SharedChatPage } from "@/features/conversation/SharedChatPage";

export function SharedRoute() {
  const { token } = useParams({ from: "/shared/$token" });
  return <SharedChatPage key={token} token={token} />;
}
