import { errorMessage, type Factor } from "@sardonyx/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFactors } from "@/features/shared/factors";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { AddDialog, CodesDialog, nameOf, RemoveDialog } from "./secondFactorDialogs";

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
        Two-factor authentication
      </h3>
      <p className="text-sm text-soft">
        {isOn
          ? "You sign in with your password and a code from your authenticator app."
          : "Protect your account with a code from an authenticator app in addition to your password."}
      </p>
      {known.error && <Notice>{errorMessage(known.error)}</Notice>}
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
