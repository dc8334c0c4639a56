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
      lead="Each application has a team that runs it: a new application brings one, with you as its owner."
      queryKey={TEAMS_KEY}
      load={admin.teams.list}
      empty="There is none yet."
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
          note={purposeOf(team)}
        >
          <ChevronRight className="size-4 shrink-0 text-soft" aria-hidden />
        </ListItem>
      )}
    </ListSection>
  );
}
