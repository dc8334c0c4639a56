import type { ChatSession } from "@sardonyx/client";
import { titleOf } from "./listRows";

/** A chat as something to choose. With Shift, all from the last choice to this one. */
export default function SelectableItem({
  session,
  isChosen,
  onToggle,
}: {
  session: ChatSession;
  isChosen: boolean;
  onToggle: (isRange: boolean) => void;
}) {
  return (
    <label className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 text-sm select-none hover:bg-hover has-checked:bg-hover">
      <input
        type="checkbox"
        className="size-4 shrink-0 accent-accent"
        checked={isChosen}
        // Of a click, also by the space bar, it is known whether Shift was down.
        onChange={(event) => onToggle((event.nativeEvent as MouseEvent).shiftKey)}
      />
      <span className="min-w-0 flex-1 truncate">{titleOf(session)}</span>
    </label>
  );
}
