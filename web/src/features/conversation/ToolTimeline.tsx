import type { ToolCall } from "@sardonyx/client";
import { ChevronRight, CircleAlert, CircleCheck, LoaderCircle } from "lucide-react";
import { toolName, toolTime } from "./tools";

/** What the assistant did before it answered, in order; each with what it asked and what it got. */
export function ToolTimeline({ calls }: { calls: readonly ToolCall[] }) {
  return (
    <ol aria-label="Tools used" className="mb-3 ml-2 border-l border-line">
      {calls.map((call) => (
        <li key={call.id} className="relative pl-5">
          <StatusIcon status={call.status} />
          <details className="group/tool">
            <summary className="flex cursor-pointer list-none items-center gap-2 rounded-lg py-1.5 text-sm text-soft hover:text-ink">
              <span className="min-w-0 truncate font-medium">{toolName(call.name)}</span>
              <span className="shrink-0 text-xs text-faint tabular-nums">{toolTime(call)}</span>
              <ChevronRight
                aria-hidden
                className="size-3.5 shrink-0 transition-transform group-open/tool:rotate-90"
              />
            </summary>
            <div className="grid gap-2 pt-1 pb-3">
              <Detail title="Input" value={call.parameters} />
              {call.result !== null && <Detail title="Got back" value={call.result} />}
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

function StatusIcon({ status }: { status: string }) {
  const place = "absolute top-2 -left-2 size-4 bg-page";
  switch (status) {
    case "running":
      return <LoaderCircle aria-label="Running" role="img" className={`${place} animate-spin text-accent`} />;
    case "failed":
      return <CircleAlert aria-label="Failed" role="img" className={`${place} text-danger`} />;
    default:
      return <CircleCheck aria-label="Done" role="img" className={`${place} text-good`} />;
  }
}

function Detail({ title, value }: { title: string; value: unknown }) {
  const text = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return (
    <div>
      <p className="mb-1 text-xs text-faint">{title}</p>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long one is scrolled with the keyboard
        tabIndex={0}
        className="max-h-64 overflow-auto rounded-lg border border-line bg-code p-2.5 font-mono text-xs leading-relaxed whitespace-pre-wrap wrap-anywhere"
      >
        {text}
      </pre>
    </div>
  );
}
