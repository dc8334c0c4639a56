import { type Conversation, type Message, streamingAnswer } from "@sardonyx/client";
import { useEffect, useRef } from "react";
import { announce } from "@/features/shared/announce";

/** Says when an answer begins and when it has ended, and nothing in between. */
export function useAnswerAnnouncements(state: Conversation): void {
  const writing = streamingAnswer(state)?.id ?? null;
  const before = useRef<string | null>(null);
  /** It may be out of sight for a moment, while the chat is loaded anew; it is said once all the same. */
  const said = useRef<string | null>(null);
  const path = useRef(state.path);
  path.current = state.path;
  useEffect(() => {
    const ended = before.current === writing ? null : before.current;
    before.current = writing;
    const message = path.current.find((each) => each.id === ended);
    if (writing) {
      if (said.current !== writing) {
        announce("Generating answer.");
      }
      said.current = writing;
    } else if (message) {
      announce(ending(message));
    }
  }, [writing]);
}

function ending({ status, error }: Message): string {
  switch (status) {
    case "complete":
      return "The answer is complete.";
    case "stopped":
      return "The answer was stopped.";
    default:
      return error || "The answer was interrupted.";
  }
}
