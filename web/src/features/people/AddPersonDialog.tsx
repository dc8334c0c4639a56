import type { PersonWithPassword, TeamRole } from "@sardonyx/client";
import { useAdmin } from "@/features/shared/admin";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { invitationFor } from "@/features/shared/invitation";
import type { Secret } from "@/features/shared/OneTimeSecret";
import { ROLE_HINTS } from "@/features/shared/roles";
import { CheckField, SelectField, TextField } from "@/ui/Field";
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
  async function add(form: FormData) {
    const made = await admin.people.add({
      email: textIn(form, "email"),
      display_name: textIn(form, "display_name"),
      role: textIn(form, "role") as TeamRole,
      by_mail: form.has("by_mail"),
    });
    onAdded(secretOf(made));
  }
  return (
    <FormDialog title="Add person" button="Add" onSubmit={add} onClose={onClose}>
      {(problemOf) => (
        <>
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
          <CheckField label="Send an invitation by email so they choose their own password" name="by_mail" />
        </>
      )}
    </FormDialog>
  );
}

function secretOf({ customer_user, one_time_password, invitation_link }: PersonWithPassword): Secret | null {
  const name = customer_user.display_name;
  if (one_time_password) {
    return told(name, one_time_password);
  }
  return invitation_link ? invitationFor(name, invitation_link) : null;
}
