import { errorMessage } from "@sardonyx/client";
import { useState } from "react";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { Notice } from "@/ui/Notice";

export interface Question {
  readonly title: string;
  readonly lead: string;
  readonly yes: string;
  readonly run: () => Promise<unknown>;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ question, onClose }: { question: Question; onClose: () => void }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    setProblem(null);
    try {
      await question.run();
      onClose();
    } catch (error) {
      setProblem(errorMessage(error));
      setBusy(false);
    }
  }

  return (
    <Dialog isOpen onClose={onClose} title={question.title} description={question.lead}>
      {problem && <Notice className="mb-4">{problem}</Notice>}
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button look="danger" isBusy={isBusy} onClick={run}>
          {question.yes}
        </Button>
      </div>
    </Dialog>
  );
}
