import { type EnrolledFactor, errorMessage, type Factor, Problem } from "@sardonyx/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { CodeForm } from "@/features/shared/CodeForm";
import { useFactors } from "@/features/shared/factors";
import { useServices } from "@/features/shared/services";
import { TotpSetup } from "@/features/shared/TotpSetup";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";
import { safeNext } from "./safeNext";

/** For somebody whose password was right: nothing else is open to them before the second factor was shown. */
export function SecondFactorPage() {
  const { api, signOut } = useServices();
  const factors = useFactors();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/_sign-in/second-factor" });
  const [known, setKnown] = useState<readonly Factor[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const goOn = useCallback(() => navigate({ href: safeNext(next), replace: true }), [navigate, next]);

  useEffect(() => {
    factors.list().then(setKnown, async (error: unknown) => {
      if (error instanceof Problem && error.status === 401) {
        const ended = error.code === "login_ended" ? true : undefined;
        await navigate({ to: "/sign-in", search: { next, ended }, replace: true });
      } else {
        setProblem(errorMessage(error));
      }
    });
  }, [factors, navigate, next]);

  const leave = (
    <Button type="button" look="quiet" onClick={() => signOut(() => api.logins.signOut("local"))}>
      Sign out
    </Button>
  );
  const first = known?.[0];
  if (!known || first) {
    return (
      <AuthLayout title="Enter your code" lead="Your account uses two-factor authentication.">
        {problem && <Notice>{problem}</Notice>}
        {!known && !problem && <Spinner />}
        {first && (
          <CodeForm
            button="Go on"
            isRecoverable
            className={AUTH_CARD}
            onCode={async (code) => {
              await shownTo(known, (id) => factors.show(id, code));
              await goOn();
            }}
          >
            {leave}
          </CodeForm>
        )}
      </AuthLayout>
    );
  }
  return <FirstFactor onDone={goOn} leave={leave} />;
}

/** Which of several authenticators it is, nobody should have to say. */
async function shownTo(known: readonly Factor[], show: (id: string) => Promise<unknown>): Promise<void> {
  for (const [at, { id }] of known.entries()) {
    try {
      await show(id);
      return;
    } catch (error) {
      const isWrong = error instanceof Problem && error.code === "mfa_verification_failed";
      if (!isWrong || at === known.length - 1) {
        throw error;
      }
    }
  }
}

/** The organization asks for one. */
function FirstFactor({ onDone, leave }: { onDone: () => void; leave: React.ReactNode }) {
  const factors = useFactors();
  const [factor, setFactor] = useState<EnrolledFactor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function begin() {
    setProblem(null);
    try {
      setFactor(await factors.enroll("Authenticator"));
    } catch (error) {
      setProblem(
        error instanceof Problem && error.code === "reauthentication_needed"
          ? "Your sign-in is too old for this. Sign out and sign in again."
          : errorMessage(error),
      );
    }
  }

  return (
    <AuthLayout
      title="Set up two-factor authentication"
      lead="Your organization requires a code from an authenticator app in addition to your password."
    >
      <div className={AUTH_CARD}>
        {problem && <Notice>{problem}</Notice>}
        {factor ? (
          <TotpSetup factor={factor} withCodes onDone={onDone} />
        ) : (
          <Button look="primary" size="large" onClick={() => void begin()} autoFocus>
            Begin
          </Button>
        )}
        {leave}
      </div>
    </AuthLayout>
  );
}
