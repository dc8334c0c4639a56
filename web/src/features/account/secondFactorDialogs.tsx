import { type EnrolledFactor, errorMessage, type Factor, Problem } from "@sardonyx/client";
import { type FormEvent, useState } from "react";
import { CodeForm } from "@/features/shared/CodeForm";
import { useFactors } from "@/features/shared/factors";
import { RecoveryCodes } from "@/features/shared/RecoveryCodes";
import { TotpSetup } from "@/features/shared/TotpSetup";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

export const nameOf = (factor: Factor) => factor.friendly_name || "Authenticator";

/** A name that none of the others has. */
function freshName(known: readonly Factor[]): string {
  const isTaken = (name: string) => known.some((factor) => factor.friendly_name === name);
  let number = 1;
  const name = () => (number === 1 ? "Authenticator" : `Authenticator ${number}`);
  while (isTaken(name())) {
    number += 1;
  }
  return name();
}

/** First it is made sure that it is still the same person: by the password, or by a factor that they have. */
export function AddDialog({ known, onClose }: { known: readonly Factor[]; onClose: () => void }) {
  const factors = useFactors();
  const [enrolled, setEnrolled] = useState<EnrolledFactor | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const first = known[0];

  async function withPassword(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get("password"));
    setBusy(true);
    setProblem(null);
    try {
      setEnrolled(await factors.enroll(freshName(known), password));
    } catch (error) {
      setProblem(errorMessage(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={first ? "Add authenticator" : "Turn on two-factor authentication"}
    >
      {enrolled && <TotpSetup factor={enrolled} withCodes={!first} onDone={onClose} />}
      {!enrolled && first && (
        <CodeForm
          button="Go on"
          isRecoverable
          onCode={async (code) => {
            await factors.show(first.id, code);
            setEnrolled(await factors.enroll(freshName(known)));
          }}
        />
      )}
      {!enrolled && !first && (
        <form className="grid gap-4" onSubmit={withPassword}>
          <p className="text-sm text-soft">All other devices will be signed out.</p>
          <TextField
            label="Your password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
          {problem && <Notice>{problem}</Notice>}
          <Button type="submit" look="primary" size="large" isBusy={isBusy}>
            Go on
          </Button>
        </form>
      )}
    </Dialog>
  );
}

export function CodesDialog({ known, onClose }: { known: readonly Factor[]; onClose: () => void }) {
  const factors = useFactors();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const first = known[0];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New recovery codes"
      {...(codes ? {} : { description: "Your existing recovery codes stop working." })}
    >
      {codes && <RecoveryCodes codes={codes} onDone={onClose} />}
      {!codes && first && (
        <CodeForm
          button="Generate new codes"
          onCode={async (code) => {
            await factors.show(first.id, code);
            setCodes(await factors.newRecoveryCodes());
          }}
        />
      )}
    </Dialog>
  );
}

export function RemoveDialog({
  factor,
  isLast,
  onClose,
}: {
  factor: Factor;
  isLast: boolean;
  onClose: () => void;
}) {
  const factors = useFactors();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isLast ? "Turn off two-factor authentication?" : `Remove ${nameOf(factor)}?`}
      description={
        isLast ? "Your password alone will sign you in. Confirm with a code." : "Confirm with a code."
      }
    >
      <CodeForm
        button={isLast ? "Turn off" : "Remove"}
        isRecoverable
        onCode={async (code) => {
          await factors.show(factor.id, code);
          await factors.remove(factor.id).catch((error: unknown) => {
            if (!(error instanceof Problem && error.status === 404)) {
              throw error;
            }
          });
          onClose();
        }}
      />
    </Dialog>
  );
}
