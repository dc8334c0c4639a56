import type { ConversationStore, PendingMessage } from "@sardonyx/client";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Bubble } from "./QuestionRow";

export function PendingRow({ pending, store }: { pending: PendingMessage; store: ConversationStore }) {
  return (
    // The lower padding is that of the actions a sent message has, so that nothing jumps.
    <article aria-label="Your message (sending)" tabIndex={-1} className="flex flex-col items-end pt-1 pb-10">
      <Bubble text={pending.content} />
      {pending.problem && (
        <Notice
          className="mt-2 max-w-full sm:max-w-[80%]"
          action={
            <span className="flex gap-2">
              <Button size="small" onClick={() => void store.retry(pending.clientMessageId)}>
                Resend
              </Button>
              <Button size="small" look="quiet" onClick={() => store.discard(pending.clientMessageId)}>
                Discard
              </Button>
            </span>
          }
        >
          Not sent. {pending.problem}
        </Notice>
      )}
    </article>
  );
}
