import { type Message, splitReasoning } from "@sardonyx/client";
import { lazy, Suspense } from "react";
import { Reasoning } from "./Reasoning";
import { ToolTimeline } from "./ToolTimeline";

const Markdown = lazy(() => import("./Markdown"));

/** What an assistant did, thought and said. */
export function AnswerBody({ message, text }: { message: Message; text: string }) {
  const { reasoning, isThinking, answer } = splitReasoning(text);
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
