import { errorMessage, fieldProblem } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { useAdmin } from "@/features/shared/admin";
import { SectionHeading } from "@/features/shared/SectionHeading";
import { useMe, useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

/** By which name one goes. */
export function ProfilePage() {
  const admin = useAdmin();
  const { me } = useServices();
  const { user, role, organization } = useMe();
  const save = useMutation({
    mutationFn: admin.changeMe,
    onSuccess: (saved) => me.update((person) => person && { ...person, user: saved }),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name)).trim();
    save.mutate({ display_name: text("display_name"), username: text("username") || null });
  }

  return (
    <section aria-labelledby="profile">
      <SectionHeading
        id="profile"
        title="Profile"
        lead={`How others see you. Your role in ${organization.name}: ${role.toLowerCase()}.`}
      />
      <form className="grid max-w-xl gap-4 rounded-2xl border border-line bg-surface p-5" onSubmit={submit}>
        <TextField
          label="Name"
          name="display_name"
          defaultValue={user.display_name ?? ""}
          maxLength={200}
          autoComplete="name"
          problem={fieldProblem(save.error, "display_name")}
          required
        />
        <TextField
          label="Username"
          name="username"
          defaultValue={user.username ?? ""}
          maxLength={100}
          autoComplete="nickname"
          hint="Optional"
          problem={fieldProblem(save.error, "username")}
        />
        {user.email && (
          <TextField
            label="E-mail"
            value={user.email}
            hint={
              <>
                You sign in with it.{" "}
                <Link to="/settings/account" className="text-accent underline underline-offset-4">
                  Change it
                </Link>
              </>
            }
            readOnly
          />
        )}
        {save.error && <Notice>{errorMessage(save.error)}</Notice>}
        {save.isSuccess && <Notice kind="good">Saved.</Notice>}
        <div>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            Save
          </Button>
        </div>
      </form>
    </section>
  );
}
