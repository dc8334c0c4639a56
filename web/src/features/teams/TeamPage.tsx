import type { TeamMember, TeamRole } from "@sardonyx/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Pencil, UserMinus, UserPlus } from "lucide-react";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { BackLink } from "@/features/shared/BackLink";
import { ConfirmDialog, type Question } from "@/features/shared/ConfirmDialog";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { ListItem, ListSection } from "@/features/shared/ListSection";
import { RenameDialog } from "@/features/shared/RenameDialog";
import { RoleChoice, RoleHints } from "@/features/shared/roles";
import { isAdministrator, useMe } from "@/features/shared/services";
import { useSubmit } from "@/features/shared/useSubmit";
import { Button, IconButton } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { AddMemberDialog } from "./AddMemberDialog";
import { TEAMS_KEY, usePurposes } from "./teams";

/** Who is in a team, and in which role. */
export function TeamPage({ id }: { id: string }) {
  const admin = useAdmin();
  const mayManage = isAdministrator(useMe());
  const queries = useQueryClient();
  const purposeOf = usePurposes();
  const team = useQuery({ queryKey: [...TEAMS_KEY, id], queryFn: () => admin.teams.get(id) });
  const purpose = team.data && purposeOf(team.data);
  const [shown, setShown] = useState<"add" | "rename" | null>(null);
  const [question, setQuestion] = useState<Question | null>(null);
  const again = () => queries.invalidateQueries({ queryKey: TEAMS_KEY });
  const { attempt, notice } = useSubmit(again);

  const changeRole = (member: TeamMember, role: TeamRole) =>
    attempt(() => admin.teams.putMember(id, member.customer_user_id, role));
  const remove = (member: TeamMember) => () =>
    admin.teams.removeMember(id, member.customer_user_id).then(again);

  return (
    <>
      <BackLink to="/settings/teams">All teams</BackLink>
      {team.isPending && <Spinner label="Loading team" />}
      {team.isError && <ErrorNotice error={team.error} onAgain={team.refetch} />}
      {notice}
      {team.data && (
        <ListSection
          title={team.data.name}
          lead={
            <>
              {purpose?.words}{" "}
              {purpose?.words && !purpose.givesRights && (
                <>
                  It says who is to be asked about it, and no more: its roles give no rights. Those come from
                  the team of the Workspace.{" "}
                </>
              )}
              <Link
                to="/settings/applications/$applicationId"
                params={{ applicationId: team.data.application_id }}
                className="text-accent underline underline-offset-4"
              >
                Open application
              </Link>
            </>
          }
          queryKey={[...TEAMS_KEY, id, "members"]}
          load={(cursor) => admin.teams.members(id, cursor)}
          empty="No members."
          above={purpose?.givesRights && <RoleHints />}
          action={
            mayManage && (
              <div className="flex flex-wrap gap-2">
                <Button onClick={() => setShown("rename")}>
                  <Pencil aria-hidden />
                  Rename
                </Button>
                <Button look="primary" onClick={() => setShown("add")}>
                  <UserPlus aria-hidden />
                  Add person
                </Button>
              </div>
            )
          }
        >
          {(member) => (
            <ListItem key={member.customer_user_id} name={member.display_name} note={member.email}>
              {mayManage ? (
                <>
                  <RoleChoice
                    name={member.display_name}
                    role={member.role}
                    onChange={(role) => void changeRole(member, role)}
                  />
                  <IconButton
                    label={`Remove ${member.display_name}`}
                    onClick={() =>
                      setQuestion({
                        title: `Remove ${member.display_name} from ${team.data.name}?`,
                        lead: "They stay in your organization but leave this team.",
                        yes: "Remove",
                        run: remove(member),
                      })
                    }
                  >
                    <UserMinus />
                  </IconButton>
                </>
              ) : (
                <span className="text-sm text-soft">{member.role}</span>
              )}
            </ListItem>
          )}
        </ListSection>
      )}
      {shown === "add" && (
        <AddMemberDialog
          teamId={id}
          givesRights={purpose?.givesRights ?? false}
          onClose={() => setShown(null)}
        />
      )}
      {shown === "rename" && team.data && (
        <RenameDialog
          name={team.data.name}
          onRename={(name) => admin.teams.rename(id, name).then(again)}
          onClose={() => setShown(null)}
        />
      )}
      {question && <ConfirmDialog question={question} onClose={() => setQuestion(null)} />}
    </>
  );
}
