import { errorMessage, type TeamRole } from "@sardonyx/client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { ROLE_HINTS } from "@/features/shared/roles";
import { SearchField } from "@/features/shared/SearchField";
import { useDebouncedValue } from "@/features/shared/useDebouncedValue";
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
  const [text, setText] = useState("");
  const query = useDebouncedValue(text.trim());
  const people = useQuery({
    queryKey: [...TEAMS_KEY, teamId, "others", query],
    queryFn: () => admin.people.list({ q: query || null, not_in_team: teamId, cursor: null }),
    placeholderData: keepPreviousData,
    // Somebody may have been added a moment ago, on the page of people.
    gcTime: 0,
  });
  const found = people.data?.data ?? [];
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
    <Dialog isOpen onClose={onClose} title="Add team member">
      {/* Not in the form: Enter would add whoever is the first. */}
      <SearchField label="Search people" hint="Search by name or email" value={text} onChange={setText} />
      <form className="grid gap-4" onSubmit={submit}>
        {people.isPending && <Spinner label="Loading people" />}
        {people.data && found.length === 0 && (
          <p className="text-sm text-soft">
            {query
              ? `No people outside this team match “${query}”.`
              : "Everyone in your organization is already in this team. Add people to the organization first."}
          </p>
        )}
        {found.length > 0 && (
          <>
            <SelectField
              label="Who"
              name="person"
              {...(people.data?.next_cursor ? { hint: "More people match. Refine your search." } : {})}
            >
              {found.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.display_name} ({person.email})
                </option>
              ))}
            </SelectField>
            <SelectField
              label="Role"
              name="role"
              defaultValue="viewer"
              {...(givesRights
                ? {}
                : { hint: "This role grants no permissions here; those come from the Workspace team." })}
            >
              {ROLE_HINTS.map(({ role, hint }) => (
                <option key={role} value={role}>
                  {givesRights ? `${role}: ${hint}` : role}
                </option>
              ))}
            </SelectField>
          </>
        )}
        {problem && <Notice>{errorMessage(problem)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            look="primary"
            isBusy={add.isPending}
            disabled={found.length === 0 || people.isPlaceholderData}
          >
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
