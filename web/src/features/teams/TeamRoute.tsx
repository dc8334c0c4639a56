import { useParams } from "@tanstack/react-router";
import { TeamPage } from "./TeamPage";

/** Another team is another page. */
export function TeamRoute() {
  const { id } = useParams({ from: "/_frame/_administration/settings/teams/$id" });
  return <TeamPage key={id} id={id} />;
}
