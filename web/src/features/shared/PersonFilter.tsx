import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/ui/Button";

/** Whose alone is to be in a list. */
export interface PersonRef {
  readonly id: string;
  readonly name: string;
}

/** A name in a list; pressed, it leaves what is theirs. */
export function PersonButton({ who, onChoose }: { who: PersonRef; onChoose: (who: PersonRef) => void }) {
  return (
    <button
      type="button"
      title={`Only ${who.name}`}
      className="text-left text-ink underline decoration-line underline-offset-4 hover:decoration-current"
      onClick={() => onChoose(who)}
    >
      {who.name}
    </button>
  );
}

/** Above a list that has only what is somebody's. */
export function PersonFilter({ children, onEverybody }: { children: ReactNode; onEverybody: () => void }) {
  return (
    <p className="mb-3 flex flex-wrap items-center gap-2 text-sm text-soft">
      {children}
      <Button size="small" onClick={onEverybody}>
        <X aria-hidden />
        Everybody's
      </Button>
    </p>
  );
}
