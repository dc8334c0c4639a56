import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { AUTH_CARD, AuthLayout } from "./AuthLayout";
import { InvalidLink } from "./InvalidLink";
import { LinkProblem } from "./LinkProblem";
import { useMailed } from "./mailed";

/** Pressed by a person, because programs that look at mail open every link. */
export function ConfirmPage() {
  const { api } = useServices();
  const mailed = useMailed();
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [email, setEmail] = useState<string | null>(null);

  async function confirm() {
    setBusy(true);
    setProblem(null);
    try {
      const session = await api.mailed.redeem(mailed?.type ?? "", mailed?.token ?? "");
      await api.mailed.signOut(session);
      setEmail(session.user.email);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  if (!mailed) {
    return <InvalidLink />;
  }
  if (email !== null) {
    return (
      <AuthLayout title="Email confirmed" lead={`You can sign in with ${email} now.`}>
        {null}
      </AuthLayout>
    );
  }
  return (
    <AuthLayout title="Confirm your email" lead="Confirm that this address belongs to you.">
      <div className={AUTH_CARD}>
        {problem !== null && <LinkProblem error={problem} />}
        <Button look="primary" size="large" isBusy={isBusy} onClick={confirm} autoFocus>
          Confirm
        </Button>
      </div>
    </AuthLayout>
  );
}
