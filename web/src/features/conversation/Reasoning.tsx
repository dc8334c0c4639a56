import { ChevronRight } from "lucide-react";
import { lazy, Suspense, useState } from "react";

const Markdown = lazy(() => import("./Markdown"));

/** What the model thought aloud: folded away, because the answer is what one came for. */
export function Reasoning({ text, isThinking }: { text: string; isThinking: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="group/thought mb-3" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex cursor-pointer list-none items-center gap-1.5 rounded-lg py-1 pr-2 text-sm text-soft hover:text-ink">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open/thought:rotate-90" />
        <span className={isThinking ? "animate-breathe" : undefined}>
          {isThinking ? "Thinking…" : "Reasoning"}
        </span>
      </summary>
      {isOpen && (
        <div className="mt-1 border-l-2 border-line pl-4 text-[0.94em] text-soft">
          <Suspense fallback={<div className="prose whitespace-pre-wrap">{text}</div>}>
            <Markdown text={text} />
          </Suspense>
        </div>
      )}
    </details>
  );
}
