import { type FormEvent, useState } from "react";
import { type Application, type InvitedAppUser, Problem, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

/** Asks somebody by their address to use an application, with a password that they choose. */
export function InviteAppUserDialog({
  application,
  onClose,
  onInvited,
}: {
  application: Application;
  onClose: () => void;
  onInvited: (made: InvitedAppUser) => void;
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
      onInvited(
        await admin.appUsers.invite({
          application_id: application.id,
          email: String(form.get("email")).trim(),
          ...(name ? { display_name: name } : {}),
        }),
      );
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title="Invite somebody">
      <form className="grid gap-4" onSubmit={submit}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          maxLength={254}
          autoComplete="off"
          problem={problemOf("email")}
          required
        />
        <TextField
          label="Name"
          name="display_name"
          maxLength={200}
          hint="May be left out; they can change it."
          problem={problemOf("display_name")}
        />
        {problem !== null && <Notice>{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            Invite
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
