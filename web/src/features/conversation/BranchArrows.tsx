import type { ConversationStore, Message } from "@sardonyx/client";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "@/ui/Button";

/** ‹ 1/2 › where the conversation forks. */
export function BranchArrows({
  message,
  store,
  isBlocked,
}: {
  message: Message;
  store: ConversationStore;
  isBlocked: boolean;
}) {
  const siblings = message.sibling_ids ?? [];
  const place = siblings.indexOf(message.id);
  if (siblings.length < 2 || place < 0) {
    return null;
  }
  const show = (id: string | undefined) => id && void store.showBranch(id);
  return (
    <span className="inline-flex items-center" data-branches>
      <IconButton
        label="Previous version"
        data-shortcut="branch-before"
        disabled={isBlocked || place === 0}
        onClick={() => show(siblings[place - 1])}
      >
        <ChevronLeft />
      </IconButton>
      <span className="text-xs text-soft tabular-nums">
        <span className="sr-only">Version </span>
        {place + 1}/{siblings.length}
      </span>
      <IconButton
        label="Next version"
        data-shortcut="branch-after"
        disabled={isBlocked || place === siblings.length - 1}
        onClick={() => show(siblings[place + 1])}
      >
        <ChevronRight />
      </IconButton>
    </span>
  );
}
