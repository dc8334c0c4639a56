import { CopyButton } from "@/features/shared/CopyButton";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";

export interface Secret {
  readonly title: string;
  readonly lead: string;
  readonly value: string;
}

/** A secret at the one moment at which it can be seen. */
export function OneTimeSecret({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  return (
    <Dialog isOpen onClose={onClose} title={secret.title} description={secret.lead}>
      <div className="flex items-center gap-2 rounded-lg border border-line bg-surface py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 text-sm wrap-anywhere">{secret.value}</code>
        <CopyButton text={secret.value} label="Copy" />
      </div>
      <div className="flex justify-end pt-4">
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </Dialog>
  );
}
