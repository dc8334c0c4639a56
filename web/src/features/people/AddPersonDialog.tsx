import { type FormEvent, useState } from "react";
import { type PersonWithPassword, Problem, sentenceOf, type TeamRole } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { invitationFor } from "@/features/shared/invitation";
import { ROLE_HINTS } from "@/features/shared/roles";
import type { Secret } from "@/features/shared/ShownOnce";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { CheckField, SelectField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { told } from "./people";

export function AddPersonDialog({
  onClose,
  onAdded,
}: {
  onClose: () => void;
  /** With what is to be brought to them, unless they are invited by mail. */
  onAdded: (secret: Secret | null) => void;
}) {
  const admin = useAdmin();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const problemOf = (field: string) =>
    problem instanceof Problem ? (problem.fields.find((each) => each.field === field)?.detail ?? null) : null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("display_name")).trim();
    setBusy(true);
    setProblem(null);
    try {
      const made = await admin.people.add({
        email: String(form.get("email")).trim(),
        display_name: name,
        role: String(form.get("role")) as TeamRole,
        by_mail: form.has("by_mail"),
      });
      onAdded(secretOf(made));
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title="Add somebody">
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label="Name"
          name="display_name"
          maxLength={200}
          problem={problemOf("display_name")}
          required
        />
        <TextField
          label="E-mail"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          problem={problemOf("email")}
          required
        />
        <SelectField label="Role" name="role" defaultValue="viewer">
          {ROLE_HINTS.map(({ role, hint }) => (
            <option key={role} value={role}>
              {role}: {hint}
            </option>
          ))}
        </SelectField>
        <CheckField label="Invite them by mail, to choose a password themselves" name="by_mail" />
        {problem !== null && <Notice>{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            Add
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function secretOf({ customer_user, one_time_password, invitation_link }: PersonWithPassword): Secret | null {
  const name = customer_user.display_name;
  if (one_time_password) {
    return told(name, one_time_password);
  }
  return invitation_link ? invitationFor(name, invitation_link) : null;
}
