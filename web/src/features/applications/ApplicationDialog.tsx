import type { Application, ApplicationWithSecret } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { CheckField, TextField } from "@/ui/Field";

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

  async function save(form: FormData) {
    const name = textIn(form, "name");
    if (application) {
      await admin.applications.change(application.id, {
        name,
        is_active: form.has("is_active"),
        sign_up_enabled: form.has("sign_up_enabled"),
        email_confirmation: form.has("email_confirmation"),
        current_password_required: form.has("current_password_required"),
        redirect_urls: textIn(form, "redirect_urls").split(/\s+/).filter(Boolean),
      });
      onSaved(null);
    } else {
      onSaved(await admin.applications.create(name));
    }
  }

  return (
    <FormDialog
      title={application ? application.name : "Make an application"}
      button={application ? "Save" : "Make it"}
      onSubmit={save}
      onClose={onClose}
    >
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
    </FormDialog>
  );
}
