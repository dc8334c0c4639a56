import { errorMessage, fieldProblem } from "@sardonyx/client";
import { type FormEvent, useState } from "react";
import { nameOf, useMe, useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { AddressSection } from "./AddressSection";
import { SecondFactorSection } from "./SecondFactorSection";

export function AccountPage() {
  const me = useMe();
  return (
    <section aria-labelledby="account">
      <h2 id="account" className="text-xl font-semibold tracking-tight">
        Account
      </h2>
      <p className="mt-1 mb-5 text-sm text-soft">
        {nameOf(me.user)}
        {me.user.email ? ` · ${me.user.email}` : ""} · {me.role} of {me.organization.name}
      </p>
      <PasswordForm />
      {me.application.is_workspace && me.user.email && <AddressSection email={me.user.email} />}
      {me.application.is_workspace && <SecondFactorSection />}
    </section>
  );
}

function PasswordForm() {
  const { api, me } = useServices();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isChanged, setChanged] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setProblem(null);
    setChanged(false);
    try {
      await api.changePassword(String(fields.get("current")), String(fields.get("new")));
      form.reset();
      setChanged(true);
      me.update((person) => person && { ...person, user: { ...person.user, must_change_password: false } });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="grid max-w-md gap-4 rounded-2xl border border-line bg-surface p-5" onSubmit={submit}>
      <h3 className="font-medium">Change your password</h3>
      <TextField
        label="Current password"
        name="current"
        type="password"
        autoComplete="current-password"
        problem={fieldProblem(problem, "current_password")}
        required
      />
      <TextField
        label="New password"
        name="new"
        type="password"
        autoComplete="new-password"
        hint="Use a long passphrase. All other devices are signed out."
        problem={fieldProblem(problem, "new_password")}
        required
      />
      {problem !== null && <Notice>{errorMessage(problem)}</Notice>}
      {isChanged && <Notice kind="good">Password changed.</Notice>}
      <div>
        <Button type="submit" look="primary" isBusy={isBusy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
