import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { type Person, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

export function RenamePersonDialog({
  person,
  onClose,
  onSaved,
}: {
  person: Person;
  onClose: () => void;
  onSaved: () => void;
}) {
  const admin = useAdmin();
  const rename = useMutation({
    mutationFn: (display_name: string) => admin.people.change(person.id, { display_name }),
    onSuccess: onSaved,
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    rename.mutate(String(new FormData(event.currentTarget).get("name")).trim());
  }

  return (
    <Dialog isOpen onClose={onClose} title={`Change the name of ${person.display_name}`}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label="Name" name="name" defaultValue={person.display_name} maxLength={200} required />
        {rename.error && <Notice>{sentenceOf(rename.error)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={rename.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
