import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "@/core";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
import { DOOR_CARD, DoorPage } from "./DoorPage";
import { safeNext } from "./safeNext";

/** For somebody who signed in with a password that somebody else knows: nothing else is open to them. */
export function NewPasswordPage() {
  const { api, signOut } = useServices();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/new-password" });
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
      setProblem(sentenceOf(error));
      setBusy(false);
    }
  }

  return (
    <DoorPage title="Choose a password of your own" lead="Somebody else knows the one that you were given.">
      <form className={DOOR_CARD} onSubmit={submit}>
        <TextField
          label="Password you were given"
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
          hint="A long sentence is good."
          required
        />
        {problem && <Notice>{problem}</Notice>}
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          Change the password
        </Button>
        <Button type="button" look="quiet" onClick={() => signOut(() => api.logins.signOut("local"))}>
          Sign out
        </Button>
      </form>
    </DoorPage>
  );
}
