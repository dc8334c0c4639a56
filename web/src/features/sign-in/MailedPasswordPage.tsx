import { createFactorApi, type MailedSession, Problem } from "@sardonyx/client";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { CodeForm } from "@/features/shared/CodeForm";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { TextField } from "@/ui/Field";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";
import { InvalidLink } from "./InvalidLink";
import { LinkProblem } from "./LinkProblem";
import { useMailed } from "./mailed";

export function ResetPasswordPage() {
  return (
    <MailedPasswordPage
      title="Choose a new password"
      lead="All devices will be signed out."
      button="Change password"
      done="Password changed."
    />
  );
}

export function AcceptInvitationPage() {
  return (
    <MailedPasswordPage
      title="You are invited"
      lead="Choose a password to accept the invitation."
      button="Accept invitation"
      done="Welcome! Your account is ready."
    />
  );
}

function MailedPasswordPage(words: { title: string; lead: string; button: string; done: string }) {
  const { api, http } = useServices();
  const mailed = useMailed();
  // The link is good once: a password that is refused must not cost another mail.
  const session = useRef<MailedSession | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  // What they chose, while they are asked for the second factor: reading their mail is not enough.
  const [waiting, setWaiting] = useState<string | null>(null);
  const [isOurs, setOurs] = useState<boolean | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("new"));
    setBusy(true);
    setProblem(null);
    try {
      session.current ??= await api.mailed.redeem(mailed?.type ?? "", mailed?.token ?? "");
      setOurs(await api.mailed.choosePassword(session.current, password));
    } catch (error) {
      if (error instanceof Problem && error.code === "insufficient_aal") {
        setWaiting(password);
        return;
      }
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  async function showFactor(code: string) {
    if (!session.current || waiting === null) {
      return;
    }
    const factors = createFactorApi(http, session.current.access_token);
    const [factor] = await factors.list();
    const shown = factor && (await factors.show(factor.id, code));
    session.current = { ...session.current, ...shown };
    try {
      setOurs(await api.mailed.choosePassword(session.current, waiting));
    } catch (error) {
      // The code was right: what is wrong is the password.
      setWaiting(null);
      setProblem(error);
    }
  }

  if (!mailed) {
    return <InvalidLink />;
  }
  if (waiting !== null && isOurs === null) {
    return (
      <AuthLayout title="Enter your code" lead="Your account uses two-factor authentication.">
        <CodeForm button="Go on" isRecoverable className={AUTH_CARD} onCode={showFactor} />
      </AuthLayout>
    );
  }
  if (isOurs !== null) {
    return (
      <AuthLayout
        title={words.done}
        lead={isOurs ? "Sign in with it." : "You can go back to the application."}
      >
        {isOurs && (
          <p className="text-center">
            <Link to="/sign-in" className="text-accent underline underline-offset-4">
              Go to the sign-in page
            </Link>
          </p>
        )}
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title={words.title} lead={words.lead}>
      <form className={AUTH_CARD} onSubmit={submit}>
        <TextField
          label="New password"
          name="new"
          type="password"
          autoComplete="new-password"
          hint="Use a long passphrase."
          required
          autoFocus
        />
        {problem !== null && <LinkProblem error={problem} />}
        <Button type="submit" look="primary" size="large" isBusy={isBusy}>
          {words.button}
        </Button>
      </form>
    </AuthLayout>
  );
}
