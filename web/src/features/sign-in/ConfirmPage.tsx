import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { DeadLink } from "./DeadLink";
import { DOOR_CARD, DoorPage } from "./DoorPage";
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
    return <DeadLink />;
  }
  if (email !== null) {
    return (
      <DoorPage title="Your address is confirmed" lead={`You can sign in with ${email} now.`}>
        {null}
      </DoorPage>
    );
  }
  return (
    <DoorPage title="Confirm your address" lead="So that it is certain that it is yours.">
      <div className={DOOR_CARD}>
        {problem !== null && <LinkProblem error={problem} />}
        <Button look="primary" size="large" isBusy={isBusy} onClick={confirm} autoFocus>
          Confirm
        </Button>
      </div>
    </DoorPage>
  );
}
