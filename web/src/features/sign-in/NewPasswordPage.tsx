import { errorMessage, Problem } from "@sardonyx/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";
import { safeNext } from "./safeNext";

/** For somebody who signed in with a password that somebody else knows: nothing else is open to them. */
export function NewPasswordPage() {
  const { api, signOut } = useServices();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/_sign-in/new-password" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await api.changePassword(String(form.get("current")), String(form.get("new")));
      await navigate({ href: safeNext(next), replace: true });
    } catch (error) {
      if (error instanceof Problem && error.code === "login_ended") {
        await navigate({ to: "/sign-in", search: { next, ended: true }, replace: true });
        return;
      }
      setProblem(errorMessage(error));
      setBusy(false);
    }
  }

  return (
    <AuthLayout title="Choose your own password" lead="The password you were given is known to someone else.">
      <form className={AUTH_CARD} onSubmit={submit}>
        <TextField
          label="Temporary password"
          name="current"
          type="password"
          autoComplete="current-password"
          required
          autoFocus
        />
        <TextField
          label="New password"
          name="new"
          type="password"
          autoComplete="new-password"
          hint="Use a long passphrase."
          required
        />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          Change password
        </Button>
        <Button type="button" look="quiet" onClick={() => signOut(() => api.logins.signOut("local"))}>
          Sign out
        </Button>
      </form>
    </AuthLayout>
  );
}
