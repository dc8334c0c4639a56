import { type FormEvent, useState } from "react";
import { type Application, type ApplicationWithSecret, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { CheckField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

export function ApplicationDialog({
  application,
  onClose,
  onSaved,
}: {
  /** Null: a new one. */
  application: Application | null;
  onClose: () => void;
  /** With its secret when it is new. */
  onSaved: (made: ApplicationWithSecret | null) => void;
}) {
  const admin = useAdmin();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name")).trim();
    setBusy(true);
    setProblem(null);
    try {
      if (application) {
        await admin.applications.change(application.id, {
          name,
          is_active: form.has("is_active"),
          sign_up_enabled: form.has("sign_up_enabled"),
          email_confirmation: form.has("email_confirmation"),
          current_password_required: form.has("current_password_required"),
          redirect_urls: String(form.get("redirect_urls")).split(/\s+/).filter(Boolean),
        });
        onSaved(null);
      } else {
        onSaved(await admin.applications.create(name));
      }
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={application ? application.name : "Make an application"}>
      <form className="grid gap-4" onSubmit={submit}>
        <TextField label="Name" name="name" defaultValue={application?.name} maxLength={200} required />
        {application && (
          <>
            <CheckField
              label="Anybody may make themselves an account"
              name="sign_up_enabled"
              defaultChecked={application.sign_up_enabled}
            />
            <CheckField
              label="Addresses are confirmed by mail"
              name="email_confirmation"
              defaultChecked={application.email_confirmation}
            />
            <CheckField
              label="Another password or address needs the password, however lately one signed in"
              name="current_password_required"
              defaultChecked={application.current_password_required}
            />
            <TextField
              label="Where links in mails may lead"
              name="redirect_urls"
              defaultValue={application.redirect_urls.join(" ")}
              placeholder="https://shop.example/"
              hint="Addresses with a space between them, the usual one first. Without any, links lead to pages of ours."
            />
            <CheckField label="In use" name="is_active" defaultChecked={application.is_active} />
          </>
        )}
        {problem && <Notice>{problem}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {application ? "Save" : "Make it"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
