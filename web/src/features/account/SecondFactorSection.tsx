import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type EnrolledFactor, type Factor, Problem, sentenceOf } from "@/core";
import { CodeForm } from "@/features/shared/CodeForm";
import { Enrolment } from "@/features/shared/Enrolment";
import { useFactors } from "@/features/shared/factors";
import { RecoveryCodes } from "@/features/shared/RecoveryCodes";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

const KEY = ["second factors"];

/** What is asked for besides the password: whether, by which authenticators, and what if one is lost. */
export function SecondFactorSection() {
  const factors = useFactors();
  const queries = useQueryClient();
  const [open, setOpen] = useState<"add" | "codes" | Factor | null>(null);
  const known = useQuery({ queryKey: KEY, queryFn: factors.list });
  const isOn = (known.data?.length ?? 0) > 0;
  const left = useQuery({ queryKey: [...KEY, "codes"], queryFn: factors.recoveryCodesLeft, enabled: isOn });

  function close() {
    setOpen(null);
    void queries.invalidateQueries({ queryKey: KEY });
  }

  return (
    <section
      aria-labelledby="second-factor"
      className="mt-6 grid max-w-md gap-4 rounded-2xl border border-line bg-surface p-5"
    >
      <h3 id="second-factor" className="font-medium">
        Second factor
      </h3>
      <p className="text-sm text-soft">
        {isOn
          ? "Besides your password you are asked for a code of your authenticator."
          : "A code besides your password, which an authenticator on your telephone shows. Whoever learns the password alone can do nothing with it."}
      </p>
      {known.error && <Notice>{sentenceOf(known.error)}</Notice>}
      {isOn && (
        <ul aria-label="Authenticators" className="grid gap-2">
          {known.data?.map((factor) => (
            <li key={factor.id} className="flex items-center justify-between gap-3 text-sm">
              <span className="min-w-0 truncate">{nameOf(factor)}</span>
              <Button size="small" aria-label={`Remove ${nameOf(factor)}`} onClick={() => setOpen(factor)}>
                Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isOn && left.data !== undefined && (
        <p className="text-sm text-soft">
          {left.data === 1 ? "One recovery code is" : `${left.data} recovery codes are`} left.
        </p>
      )}
      {known.data && (
        <div className="flex flex-wrap gap-2">
          <Button look={isOn ? "plain" : "primary"} onClick={() => setOpen("add")}>
            {isOn ? "Add another" : "Turn on"}
          </Button>
          {isOn && <Button onClick={() => setOpen("codes")}>New recovery codes</Button>}
        </div>
      )}
      {open === "add" && <AddDialog known={known.data ?? []} onClose={close} />}
      {open === "codes" && <CodesDialog known={known.data ?? []} onClose={close} />}
      {open !== null && typeof open === "object" && (
        <RemoveDialog factor={open} isLast={known.data?.length === 1} onClose={close} />
      )}
    </section>
  );
}

const nameOf = (factor: Factor) => factor.friendly_name || "Authenticator";

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
function AddDialog({ known, onClose }: { known: readonly Factor[]; onClose: () => void }) {
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
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={first ? "Another authenticator" : "Turn on the second factor"}>
      {enrolled && <Enrolment factor={enrolled} withCodes={!first} onDone={onClose} />}
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
          <p className="text-sm text-soft">Every other device is signed out when you do.</p>
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

function CodesDialog({ known, onClose }: { known: readonly Factor[]; onClose: () => void }) {
  const factors = useFactors();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const first = known[0];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="New recovery codes"
      {...(codes ? {} : { description: "Those that you have are good for nothing then." })}
    >
      {codes && <RecoveryCodes codes={codes} onDone={onClose} />}
      {!codes && first && (
        <CodeForm
          button="Make new ones"
          onCode={async (code) => {
            await factors.show(first.id, code);
            setCodes(await factors.newRecoveryCodes());
          }}
        />
      )}
    </Dialog>
  );
}

function RemoveDialog({ factor, isLast, onClose }: { factor: Factor; isLast: boolean; onClose: () => void }) {
  const factors = useFactors();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={isLast ? "Turn off the second factor?" : `Remove ${nameOf(factor)}?`}
      description={
        isLast
          ? "Your password alone signs you in then. Show once more that you have it."
          : "Show once more that you have it."
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
