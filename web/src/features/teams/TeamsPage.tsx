import { Link } from "@tanstack/react-router";
import { ChevronRight } from "lucide-react";
import { useAdmin } from "@/features/shared/admin";
import { ListItem, ListSection } from "@/features/shared/ListSection";
import { TEAMS_KEY, usePurposes } from "./teams";

export function TeamsPage() {
  const admin = useAdmin();
  const purposeOf = usePurposes();
  return (
    <ListSection
      title="Teams"
      lead={
        <>
          Each{" "}
          <Link to="/settings/applications" className="text-accent underline underline-offset-4">
            application
          </Link>{" "}
          has one team that runs it. It is made with the application, with whoever makes that as its owner,
          and goes with it: teams are not made or deleted by themselves. Rights come from the Workspace's team
          alone.
        </>
      }
      queryKey={TEAMS_KEY}
      load={admin.teams.list}
      empty="None yet."
    >
      {(team) => (
        <ListItem
          key={team.id}
          name={
            <Link
              to="/settings/teams/$id"
              params={{ id: team.id }}
              className="underline-offset-4 after:absolute after:inset-0 hover:underline"
            >
              {team.name}
            </Link>
          }
          note={purposeOf(team).words}
        >
          <ChevronRight className="pointer-events-none! size-4 shrink-0 text-soft" aria-hidden />
        </ListItem>
      )}
    </ListSection>
  );
}
