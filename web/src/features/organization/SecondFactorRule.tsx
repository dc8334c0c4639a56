import { errorMessage } from "@sardonyx/client";
import { useState } from "react";
import { ConfirmDialog } from "@/features/shared/ConfirmDialog";
import { CheckField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";

/** Whether everybody has to have a second factor. It keeps out who has none, so one is asked first. */
export function SecondFactorRule({
  isOn,
  mayManage,
  change,
}: {
  isOn: boolean;
  mayManage: boolean;
  change: (isOn: boolean) => Promise<unknown>;
}) {
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function turnOff() {
    setProblem(null);
    try {
      await change(false);
    } catch (error) {
      setProblem(errorMessage(error));
    }
  }

  return (
    <div className="mt-6 grid max-w-xl gap-3 rounded-2xl border border-line bg-surface p-5">
      <CheckField
        label="Require two-factor authentication for everyone"
        checked={isOn}
        disabled={!mayManage}
        onChange={(event) => (event.target.checked ? setAsking(true) : void turnOff())}
      />
      {problem && <Notice>{problem}</Notice>}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: "Require two-factor authentication for everyone?",
            lead: "People without it, including you, must set it up before they can do anything else.",
            yes: "Ask everybody",
            run: () => change(true),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
