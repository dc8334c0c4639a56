import { type FormEvent, useState } from "react";
import { type Application, type AppUser, type AppUserRole, Problem, sentenceOf } from "@/core";
import { useAdmin } from "@/features/shared/admin";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { SelectField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
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
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const problemOf = (field: string) =>
    problem instanceof Problem ? (problem.fields.find((each) => each.field === field)?.detail ?? null) : null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const username = text("username");
    setBusy(true);
    setProblem(null);
    try {
      if (user) {
        await admin.appUsers.change(user.id, {
          display_name: text("display_name"),
          username: username || null,
        });
      } else {
        await admin.appUsers.create({
          application_id: application.id,
          external_id: text("external_id"),
          display_name: text("display_name"),
          role: text("role") as AppUserRole,
          user_type: application.is_workspace || text("user_type") === "bot" ? "bot" : "person",
          ...(username ? { username } : {}),
        });
      }
      onSaved();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  const added = application.is_workspace ? "Add a bot" : "Add a user";
  return (
    <Dialog isOpen onClose={onClose} title={user ? `Change ${user.display_name}` : added}>
      <form className="grid gap-4" onSubmit={submit}>
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
          hint="May be left out."
          problem={problemOf("username")}
        />
        {!user && (
          <>
            <TextField
              label="Id in your own system"
              name="external_id"
              maxLength={255}
              autoComplete="off"
              hint="The sub of the tokens that your server signs. It cannot be changed later."
              problem={problemOf("external_id")}
              required
            />
            <SelectField label="Role" name="role" defaultValue="user">
              {APP_USER_ROLES.map(({ value, hint }) => (
                <option key={value} value={value}>
                  {hint}
                </option>
              ))}
            </SelectField>
            {!application.is_workspace && (
              <SelectField label="Kind" name="user_type" defaultValue="person">
                <option value="person">a person</option>
                <option value="bot">a bot</option>
              </SelectField>
            )}
          </>
        )}
        {problem !== null && <Notice>{sentenceOf(problem)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={isBusy}>
            {user ? "Save" : "Add"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
