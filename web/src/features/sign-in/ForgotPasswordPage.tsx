import { errorMessage } from "@sardonyx/client";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";

export function ForgotPasswordPage() {
  const { api } = useServices();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get("email")).trim();
    setBusy(true);
    setProblem(null);
    try {
      await api.mailed.recover(email);
      setSentTo(email);
    } catch (error) {
      setProblem(errorMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <AuthLayout title="Forgot your password?" lead="We will email you a link to choose a new one.">
      <form className={AUTH_CARD} onSubmit={submit}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          required
          autoFocus
        />
        {problem && <Notice>{problem}</Notice>}
        {sentTo && <Notice kind="good">If {sentTo} has an account, a mail is on its way.</Notice>}
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          Send link
        </Button>
        <p className="text-center text-sm">
          <Link to="/sign-in" className="text-accent underline underline-offset-4">
            Back to sign-in
          </Link>
        </p>
      </form>
    </AuthLayout>
  );
}
