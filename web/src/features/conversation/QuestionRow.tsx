import type { ConversationStore, Message } from "@sardonyx/client";
import { Pencil } from "lucide-react";
import { CopyButton } from "@/features/shared/CopyButton";
import { IconButton } from "@/ui/Button";
import { BranchArrows } from "./BranchArrows";
import { MessageTime } from "./MessageTime";
import { RowActions } from "./RowActions";

interface QuestionRowProps {
  message: Message;
  text: string;
  store: ConversationStore;
  isBusy: boolean;
  isReader: boolean;
  onEdit: () => void;
}

export function QuestionRow({ message, text, store, isBusy, isReader, onEdit }: QuestionRowProps) {
  return (
    <article
      aria-label={isReader ? "Question" : "Your message"}
      tabIndex={-1}
      className="group -mx-2 flex flex-col items-end rounded-xl px-2 pt-1 pb-1"
    >
      <Bubble text={text} />
      <RowActions>
        <MessageTime at={message.created_at} />
        <CopyButton text={text} label={isReader ? "Copy question" : "Copy your message"} shortcut="copy" />
        {!isReader && (
          <>
            <IconButton label="Edit" data-shortcut="edit" disabled={isBusy} onClick={onEdit}>
              <Pencil />
            </IconButton>
            <BranchArrows message={message} store={store} isBlocked={isBusy} />
          </>
        )}
      </RowActions>
    </article>
  );
}

export function Bubble({ text }: { text: string }) {
  return (
    <div className="max-w-[88%] rounded-3xl rounded-br-lg bg-bubble px-4 py-2.5 leading-relaxed whitespace-pre-wrap wrap-anywhere sm:max-w-[80%]">
      {text}
    </div>
  );
}
