import { useParams } from "@tanstack/react-router";
import { TeamPage } from "@/features/teams/TeamPage";

/** Another team is another page. */
export function TeamRoute() {
  const { id } = useParams({ from: "/inside/settings/teams/$id" });
  return <TeamPage key={id} id={id} />;
}
