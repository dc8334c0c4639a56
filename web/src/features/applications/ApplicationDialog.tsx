import type { Application, ApplicationWithSecret } from "@sardonyx/client";
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
      title={application ? application.name : "Create application"}
      button={application ? "Save" : "Create"}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" name="name" defaultValue={application?.name} maxLength={200} required />
      {application && (
        <>
          <CheckField
            label="Allow sign-ups"
            name="sign_up_enabled"
            defaultChecked={application.sign_up_enabled}
          />
          <CheckField
            label="Require email confirmation"
            name="email_confirmation"
            defaultChecked={application.email_confirmation}
          />
          <CheckField
            label="Require the current password to change password or email"
            name="current_password_required"
            defaultChecked={application.current_password_required}
          />
          <TextField
            label="Redirect URLs"
            name="redirect_urls"
            defaultValue={application.redirect_urls.join(" ")}
            placeholder="https://shop.example/"
            hint="Separate URLs with spaces; the first is the default. Without any, links open pages of this server."
          />
          <CheckField label="In use" name="is_active" defaultChecked={application.is_active} />
        </>
      )}
    </FormDialog>
  );
}
