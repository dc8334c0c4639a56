import type { EnrolledFactor } from "@sardonyx/client";
import { useState } from "react";
import { CodeForm } from "./CodeForm";
import { CopyButton } from "./CopyButton";
import { useFactors } from "./factors";
import { RecoveryCodes } from "./RecoveryCodes";

/** An authenticator learns the secret, shows that it did, and then there are codes for when it is lost. */
export function TotpSetup({
  factor,
  withCodes,
  onDone,
}: {
  factor: EnrolledFactor;
  /** Whether there are none yet. */
  withCodes: boolean;
  onDone: () => void;
}) {
  const factors = useFactors();
  const [codes, setCodes] = useState<readonly string[] | null>(null);

  async function confirm(code: string) {
    await factors.show(factor.id, code);
    if (withCodes) {
      setCodes(await factors.newRecoveryCodes());
    } else {
      onDone();
    }
  }

  if (codes) {
    return <RecoveryCodes codes={codes} onDone={onDone} />;
  }
  return (
    <div className="grid gap-4">
      <p className="text-sm text-soft">Scan this code with your authenticator app, or enter the secret.</p>
      <img
        src={`data:image/svg+xml;utf-8,${encodeURIComponent(factor.totp.qr_code)}`}
        alt="QR code of the secret below"
        className="mx-auto size-48 rounded-lg border border-line"
      />
      <div className="flex items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 text-sm wrap-anywhere">
          {factor.totp.secret.match(/.{1,4}/g)?.join(" ")}
        </code>
        <CopyButton text={factor.totp.secret} label="Copy the secret" />
      </div>
      <CodeForm button="Turn on" onCode={confirm} />
    </div>
  );
}
