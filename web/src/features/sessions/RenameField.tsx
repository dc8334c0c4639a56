import { useRef } from "react";
import { isComposing } from "@/features/shared/composition";

const LONGEST = 200;

/** The name as a field in its own place: Enter and leaving it save, Escape does not. */
export function RenameField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const isDone = useRef(false);
  const done = (text: string | null) => {
    if (isDone.current) {
      return;
    }
    isDone.current = true;
    const name = text?.trim() ?? "";
    onDone(name === "" || name === title ? null : name);
  };
  return (
    <input
      aria-label="Name of the chat"
      defaultValue={title}
      maxLength={LONGEST}
      className="h-9 w-full rounded-lg border border-accent bg-surface px-2 text-sm outline-none"
      ref={(input) => {
        if (input && document.activeElement !== input) {
          input.focus();
          input.select();
        }
      }}
      onBlur={(event) => done(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (isComposing(event.nativeEvent)) {
          return;
        }
        if (event.key === "Enter") {
          done(event.currentTarget.value);
        } else if (event.key === "Escape") {
          event.stopPropagation();
          done(null);
        }
      }}
    />
  );
}
