import { useState } from "react";
import { useServices } from "@/features/shared/services";
import { exactTime, shortTime } from "@/features/shared/times";

/** When it was said. In full where one points at it, and where one presses it, for who cannot point. */
export function MessageTime({ at }: { at: string }) {
  const { clock } = useServices();
  const [isExact, setExact] = useState(false);
  const time = new Date(at);
  return (
    <button
      type="button"
      title={exactTime(time)}
      aria-pressed={isExact}
      className="min-h-8 rounded-md px-1 text-left text-xs text-faint hover:text-ink"
      onClick={() => setExact(!isExact)}
    >
      <time dateTime={at}>{isExact ? exactTime(time) : shortTime(time, clock.now())}</time>
    </button>
  );
}
