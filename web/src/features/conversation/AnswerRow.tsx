import { RotateCcw } from "lucide-react";
import { lazy, Suspense } from "react";
import type { ConversationStore, Message } from "@/core";
import { CopyButton } from "@/features/shared/CopyButton";
import { Button, IconButton } from "@/ui/Button";
import { Logo } from "@/ui/Logo";
import { Notice } from "@/ui/Notice";
import { BranchArrows } from "./BranchArrows";
import { MessageTime } from "./MessageTime";
import { RowActions } from "./RowActions";

const Markdown = lazy(() => import("./Markdown"));

interface AnswerRowProps {
  message: Message;
  text: string;
  store: ConversationStore;
  isBusy: boolean;
}

export function AnswerRow({ message, text, store, isBusy }: AnswerRowProps) {
  const isStreaming = message.status === "streaming";
  return (
    <article
      aria-label="Answer"
      aria-busy={isStreaming}
      data-status={message.status}
      className="group flex gap-3.5 pb-5"
    >
      <Logo className="mt-0.5 hidden size-6 shrink-0 sm:block" />
      <div className="min-w-0 flex-1">
        {text !== "" && (
          <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
            <Markdown text={text} />
          </Suspense>
        )}
        {isStreaming && <Dot />}
        <Ending message={message} store={store} isBusy={isBusy} />
        {!isStreaming && (
          <RowActions>
            {text !== "" && <CopyButton text={text} label="Copy the answer" />}
            <IconButton label="Answer again" disabled={isBusy} onClick={() => void store.regenerate(message)}>
              <RotateCcw />
            </IconButton>
            <BranchArrows message={message} store={store} isBlocked={isBusy} />
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
      <span className="sr-only">The answer is being written</span>
    </span>
  );
}

/** Why the answer ended where it does, when it is not because it was complete. */
function Ending({ message, store, isBusy }: { message: Message; store: ConversationStore; isBusy: boolean }) {
  const retry = (
    <Button size="small" disabled={isBusy} onClick={() => void store.regenerate(message)}>
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
          {message.error || "The answer was interrupted. What had been written is kept."}
        </Notice>
      );
    case "stopped":
      return <p className="mt-2 text-sm text-faint">Stopped.</p>;
    default:
      return null;
  }
}
