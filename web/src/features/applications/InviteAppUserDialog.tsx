import type { Application, InvitedAppUser } from "@sardonyx/client";
import { useAdmin } from "@/features/shared/admin";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { TextField } from "@/ui/Field";

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
  async function invite(form: FormData) {
    const name = textIn(form, "display_name");
    const made = await admin.appUsers.invite({
      application_id: application.id,
      email: textIn(form, "email"),
      ...(name ? { display_name: name } : {}),
    });
    onInvited(made);
  }
  return (
    <FormDialog title="Invite user" button="Invite" onSubmit={invite} onClose={onClose}>
      {(problemOf) => (
        <>
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
            hint="Optional. They can change it later."
            problem={problemOf("display_name")}
          />
        </>
      )}
    </FormDialog>
  );
}
