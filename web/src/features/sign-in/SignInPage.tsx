import { errorMessage, Problem } from "@sardonyx/client";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { announceLogin, onLoginElsewhere } from "@/features/shared/loginState";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";
import { safeNext } from "./safeNext";

export function SignInPage() {
  const { api } = useServices();
  const navigate = useNavigate();
  const { next, ended } = useSearch({ from: "/_sign-in/sign-in" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const goOn = useCallback(() => navigate({ href: safeNext(next), replace: true }), [navigate, next]);
  useEffect(() => onLoginElsewhere(() => void goOn()), [goOn]);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await api.logins.signIn(String(form.get("email")).trim(), String(form.get("password")));
      announceLogin();
      await goOn();
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  }

  return (
    <AuthLayout title="Sign in to Sardonyx" lead={ended && Problem.loginEnded().message}>
      <form className={AUTH_CARD} onSubmit={submit}>
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          inputMode="email"
          placeholder="you@example.com"
          required
          autoFocus
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          Sign in
        </Button>
        <p className="text-center text-sm">
          <Link to="/forgot-password" className="text-accent underline underline-offset-4">
            Forgot your password?
          </Link>
        </p>
      </form>
    </AuthLayout>
  );
}
