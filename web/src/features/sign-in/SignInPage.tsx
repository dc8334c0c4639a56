import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { sentenceOf } from "@/core";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Logo } from "@/ui/Logo";
import { Notice } from "@/ui/Notice";
import { safeNext } from "./safeNext";

export function SignInPage() {
  const { api } = useServices();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    document.title = "Sign in · Sardonyx";
  }, []);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem(null);
    try {
      await api.logins.signIn(String(form.get("email")).trim(), String(form.get("password")));
      await navigate({ href: safeNext(next), replace: true });
    } catch (error) {
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-side px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-7 flex flex-col items-center gap-4 text-center">
          <Logo className="size-12" />
          <h1 className="text-2xl font-semibold tracking-tight">Sign in to Sardonyx</h1>
        </div>
        <form
          className="grid gap-4 rounded-2xl border border-line bg-page p-5 shadow-xs sm:p-6"
          onSubmit={submit}
        >
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
        </form>
      </div>
    </main>
  );
}
