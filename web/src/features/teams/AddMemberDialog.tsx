import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { everyItem, sentenceOf, type TeamRole } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { ROLE_HINTS } from "@/features/shared/roles";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { SelectField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { TEAMS_KEY } from "./teams";

export function AddMemberDialog({
  teamId,
  givesRights,
  onClose,
}: {
  teamId: string;
  /** Whether a role in it is what somebody may do. */
  givesRights: boolean;
  onClose: () => void;
}) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const people = useQuery({
    queryKey: [...TEAMS_KEY, teamId, "others"],
    queryFn: async () => {
      const [everybody, members] = await Promise.all([
        everyItem((cursor) => admin.people.list({ q: null, cursor })),
        everyItem((cursor) => admin.teams.members(teamId, cursor)),
      ]);
      const inside = new Set(members.map((member) => member.customer_user_id));
      return everybody.filter((person) => !inside.has(person.id));
    },
    // Somebody may have been added a moment ago, on the page of people.
    gcTime: 0,
  });
  const add = useMutation({
    mutationFn: ({ person, role }: { person: string; role: TeamRole }) =>
      admin.teams.putMember(teamId, person, role),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: TEAMS_KEY });
      onClose();
    },
  });
  const problem = people.error ?? add.error;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    add.mutate({ person: String(form.get("person")), role: String(form.get("role")) as TeamRole });
  }

  return (
    <Dialog isOpen onClose={onClose} title="Add somebody to the team">
      <form className="grid gap-4" onSubmit={submit}>
        {people.isPending && <Spinner label="Loading people" />}
        {people.data?.length === 0 && (
          <p className="text-soft">Everybody of your organization is in it. Add people to that first.</p>
        )}
        {people.data && people.data.length > 0 && (
          <>
            <SelectField label="Who" name="person">
              {people.data.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.display_name} ({person.email})
                </option>
              ))}
            </SelectField>
            <SelectField
              label="Role"
              name="role"
              defaultValue="viewer"
              {...(givesRights ? {} : { hint: "It gives no rights: those come from the Workspace's team." })}
            >
              {ROLE_HINTS.map(({ role, hint }) => (
                <option key={role} value={role}>
                  {givesRights ? `${role}: ${hint}` : role}
                </option>
              ))}
            </SelectField>
          </>
        )}
        {problem && <Notice>{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={add.isPending} disabled={!people.data?.length}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
