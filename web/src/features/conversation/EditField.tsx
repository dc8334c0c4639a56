import { useState } from "react";
import { withoutBlankEnds } from "@/features/shared/blankEnds";
import { isComposing } from "@/features/shared/composition";
import { Button } from "@/ui/Button";

/** A sent message as a field. What is sent from here is a new branch; the old one stays. */
export function EditField({
  text,
  isBlocked,
  onDone,
}: {
  text: string;
  isBlocked: boolean;
  onDone: (content: string | null) => void;
}) {
  const [draft, setDraft] = useState(text);
  const content = withoutBlankEnds(draft);
  const isSendable = content !== "" && content !== text && !isBlocked;
  return (
    <form
      className="mb-4 rounded-3xl border border-line bg-surface p-2 shadow-sm focus-within:border-faint"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSendable) {
          onDone(content);
        }
      }}
    >
      <textarea
        aria-label="Edit your message"
        value={draft}
        className="field-sizing-content max-h-[50dvh] min-h-16 w-full resize-none bg-transparent px-2.5 py-1.5 outline-none"
        ref={(field) => {
          if (field && !field.dataset.focused) {
            field.dataset.focused = "true";
            field.focus();
            field.setSelectionRange(field.value.length, field.value.length);
          }
        }}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent)) {
            return;
          }
          if (event.key === "Escape") {
            onDone(null);
          } else if (event.key === "Enter" && !event.shiftKey) {
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }
        }}
      />
      <div className="flex justify-end gap-2">
        <Button size="small" look="quiet" onClick={() => onDone(null)}>
          Cancel
        </Button>
        <Button size="small" look="primary" type="submit" disabled={!isSendable}>
          Send
        </Button>
      </div>
    </form>
  );
}
