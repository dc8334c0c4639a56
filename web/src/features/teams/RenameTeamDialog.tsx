import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { sentenceOf, type Team } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { TEAMS_KEY } from "./teams";

export function RenameTeamDialog({ team, onClose }: { team: Team; onClose: () => void }) {
  const admin = useAdmin();
  const queries = useQueryClient();
  const rename = useMutation({
    mutationFn: (name: string) => admin.teams.rename(team.id, name),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: TEAMS_KEY });
      onClose();
    },
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate(String(new FormData(event.currentTarget).get("name")).trim());
  }

  return (
    <Dialog isOpen onClose={onClose} title={`Rename ${team.name}`}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label="Name" name="name" defaultValue={team.name} maxLength={200} required />
        {rename.error && <Notice>{sentenceOf(rename.error)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={rename.isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
