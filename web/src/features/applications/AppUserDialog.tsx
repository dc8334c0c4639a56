import type { Application, AppUser, AppUserRole } from "@sardonyx/client";
import { useAdmin } from "@/features/shared/admin";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { SelectField, TextField } from "@/ui/Field";
import { APP_USER_ROLES } from "./appUserRoles";

export function AppUserDialog({
  application,
  user,
  onClose,
  onSaved,
}: {
  application: Application;
  /** Null: a new one, in the Workspace a bot. */
  user: AppUser | null;
  onClose: () => void;
  onSaved: () => void;
}) {
  const admin = useAdmin();
  const isWorkspace = application.is_workspace;

  async function save(form: FormData) {
    const display_name = textIn(form, "display_name");
    const username = textIn(form, "username");
    if (user) {
      await admin.appUsers.change(user.id, { display_name, username: username || null });
    } else {
      await admin.appUsers.create({
        application_id: application.id,
        external_id: textIn(form, "external_id"),
        display_name,
        role: textIn(form, "role") as AppUserRole,
        user_type: isWorkspace || textIn(form, "user_type") === "bot" ? "bot" : "person",
        ...(username ? { username } : {}),
      });
    }
    onSaved();
  }

  const added = isWorkspace ? "Add bot" : "Add user";
  return (
    <FormDialog
      title={user ? `Change ${user.display_name}` : added}
      button={user ? "Save" : "Add"}
      onSubmit={save}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Name"
            name="display_name"
            defaultValue={user?.display_name}
            maxLength={200}
            problem={problemOf("display_name")}
            required
          />
          <TextField
            label="Username"
            name="username"
            defaultValue={user?.username ?? ""}
            maxLength={100}
            hint="Optional"
            problem={problemOf("username")}
          />
          {!user && <Beginning isWorkspace={isWorkspace} idProblem={problemOf("external_id")} />}
        </>
      )}
    </FormDialog>
  );
}

/** What is only said when somebody is added. */
function Beginning({ isWorkspace, idProblem }: { isWorkspace: boolean; idProblem: string | null }) {
  return (
    <>
      <TextField
        label="External ID"
        name="external_id"
        maxLength={255}
        autoComplete="off"
        hint="The `sub` claim of the tokens your server signs. It cannot be changed later."
        problem={idProblem}
        required
      />
      <SelectField label="Role" name="role" defaultValue="user">
        {APP_USER_ROLES.map(({ value, hint }) => (
          <option key={value} value={value}>
            {hint}
          </option>
        ))}
      </SelectField>
      {!isWorkspace && (
        <SelectField label="Kind" name="user_type" defaultValue="person">
          <option value="person">a person</option>
          <option value="bot">a bot</option>
        </SelectField>
      )}
    </>
  );
}
