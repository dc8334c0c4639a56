import { Download } from "lucide-react";
import { Button } from "@/ui/Button";
import { CopyButton } from "./CopyButton";

/** The codes at the one moment at which they can be seen. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const text = codes.join("\n");

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain" }));
    link.download = "sardonyx-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  return (
    <div className="grid gap-4">
      <p className="text-sm text-soft">
        Each code signs you in once if you lose your authenticator. Store them in a safe place. They are not
        shown again.
      </p>
      <div className="flex items-start gap-2 rounded-lg border border-line bg-surface py-2 pr-1.5 pl-3">
        <ul aria-label="Recovery codes" className="grid flex-1 gap-y-1 text-xs sm:text-sm">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <CopyButton text={text} label="Copy the codes" />
      </div>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={download}>
          <Download aria-hidden />
          Download
        </Button>
        <Button look="primary" onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}
