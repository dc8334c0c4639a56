import { useParams } from "@tanstack/react-router";
import { SharedChatPage } from "./SharedChatPage";

export function SharedChatRoute() {
  const { token } = useParams({ from: "/shared/$token" });
  return <SharedChatPage key={token} token={token} />;
}
