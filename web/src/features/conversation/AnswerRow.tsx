import { type ConversationStore, type Message, splitReasoning } from "@sardonyx/client";
import { RotateCcw } from "lucide-react";
import { CopyButton } from "@/features/shared/CopyButton";
import { Button, IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { Notice } from "@/ui/Notice";
import { AnswerBody } from "./AnswerBody";
import { BranchArrows } from "./BranchArrows";
import { FeedbackButtons } from "./FeedbackButtons";
import { MessageTime } from "./MessageTime";
import { RowActions } from "./RowActions";

interface AnswerRowProps {
  message: Message;
  text: string;
  store: ConversationStore;
  isBusy: boolean;
  isReader: boolean;
}

export function AnswerRow({ message, text, store, isBusy, isReader }: AnswerRowProps) {
  const isStreaming = message.status === "streaming";
  const { answer } = splitReasoning(text);
  const again = () => void store.regenerate(message);
  return (
    <article
      aria-label="Answer"
      tabIndex={-1}
      aria-busy={isStreaming}
      data-status={message.status}
      className="group -mx-2 flex gap-3.5 rounded-xl px-2 pb-5"
    >
      <Logo className="mt-0.5 hidden size-6 shrink-0 sm:block" />
      <div className="min-w-0 flex-1">
        <AnswerBody message={message} text={text} />
        {isStreaming && <Dot />}
        <Ending message={message} onRetry={isReader ? null : again} isBusy={isBusy} />
        {!isStreaming && (
          <RowActions>
            {answer !== "" && <CopyButton text={answer} label="Copy answer" shortcut="copy" />}
            {!isReader && (
              <>
                <IconButton label="Regenerate" data-shortcut="again" disabled={isBusy} onClick={again}>
                  <RotateCcw />
                </IconButton>
                <FeedbackButtons message={message} />
                <BranchArrows message={message} store={store} isBlocked={isBusy} />
              </>
            )}
            <MessageTime at={message.created_at} />
            {message.model && <span className="px-1 text-xs text-faint">{message.model}</span>}
          </RowActions>
        )}
      </div>
    </article>
  );
}

export function WaitingRow() {
  return (
    <div className="flex gap-3.5 pb-5">
      <Logo className="mt-0.5 hidden size-6 shrink-0 sm:block" />
      <Dot />
    </div>
  );
}

function Dot() {
  return (
    <span className="inline-flex h-7 items-center">
      <span aria-hidden className="size-2.5 animate-breathe rounded-full bg-accent" />
      <span className="sr-only">Generating answer</span>
    </span>
  );
}

/** Why the answer ended where it does, when it is not because it was complete. */
function Ending({
  message,
  onRetry,
  isBusy,
}: {
  message: Message;
  /** Null for who may not. */
  onRetry: (() => void) | null;
  isBusy: boolean;
}) {
  const retry = onRetry && (
    <Button size="small" disabled={isBusy} onClick={onRetry}>
      Try again
    </Button>
  );
  switch (message.status) {
    case "failed":
      return (
        <Notice className="mt-3" action={retry}>
          {message.error || "The answer failed."}
        </Notice>
      );
    case "interrupted":
      return (
        <Notice className="mt-3" action={retry}>
          {message.error || "The answer was interrupted. The text so far is kept."}
        </Notice>
      );
    case "stopped":
      return <p className="mt-2 text-sm text-faint">Stopped.</p>;
    default:
      return null;
  }
}
