import type { ContextUsage } from "@sardonyx/client";
import { Tooltip } from "@/ui/Tooltip";

const ROUND = 2 * Math.PI * 6;

/** How full the model's window is. Where its size is not known, only how many tokens there are. */
export function ContextGauge({ use }: { use: ContextUsage }) {
  const tokens = use.tokens.toLocaleString();
  if (use.window === null) {
    return <span className="text-xs text-faint tabular-nums">{tokens} tokens</span>;
  }
  const share = Math.min(1, use.tokens / use.window);
  const sentence = `${tokens} of the ${use.window.toLocaleString()} tokens that the model can read at once`;
  return (
    <Tooltip text={sentence}>
      {/* biome-ignore lint/a11y/useSemanticElements: the browser's own meter cannot be drawn as a ring */}
      <span
        role="meter"
        aria-label="Context used"
        aria-valuemin={0}
        aria-valuemax={use.window}
        aria-valuenow={Math.min(use.tokens, use.window)}
        aria-valuetext={sentence}
        className="inline-flex items-center gap-1.5 text-xs text-faint tabular-nums"
      >
        <svg viewBox="0 0 16 16" className="size-3.5 -rotate-90" aria-hidden="true" focusable="false">
          <circle cx="8" cy="8" r="6" fill="none" stroke="var(--line)" strokeWidth="2.5" />
          <circle
            cx="8"
            cy="8"
            r="6"
            fill="none"
            stroke={share > 0.8 ? "var(--danger)" : "var(--accent)"}
            strokeWidth="2.5"
            strokeDasharray={`${share * ROUND} ${ROUND}`}
          />
        </svg>
        {share < 0.01 ? "<1" : Math.round(share * 100)} %
      </span>
    </Tooltip>
  );
}
