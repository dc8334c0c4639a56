import { lazy, Suspense } from "react";
import { type Message, spokenOf } from "@/core";
import { Reasoning } from "./Reasoning";
import { ToolTimeline } from "./ToolTimeline";

const Markdown = lazy(() => import("./Markdown"));

/** What an assistant did, thought and said. */
export function AnswerBody({ message, text }: { message: Message; text: string }) {
  const { reasoning, isThinking, answer } = spokenOf(text);
  const calls = message.tool_calls ?? [];
  return (
    <>
      {calls.length > 0 && <ToolTimeline calls={calls} />}
      {reasoning !== null && (
        <Reasoning text={reasoning} isThinking={isThinking && message.status === "streaming"} />
      )}
      {answer !== "" && (
        <Suspense fallback={<div className="prose whitespace-pre-wrap">{answer}</div>}>
          <Markdown text={answer} />
        </Suspense>
      )}
    </>
  );
}
