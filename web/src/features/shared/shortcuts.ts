import { findShortcut, isPlainKey, type ShortcutName } from "@sardonyx/client";
import { useEffect, useRef } from "react";
import { isComposing } from "./composition";

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

export type Actions = Partial<Record<ShortcutName, () => void>>;

/** Does these things at their keys, anywhere on the page, for as long as the component is there. */
export function useShortcuts(actions: Actions): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isComposing(event) || isBehindDialog(event)) {
        return;
      }
      if (isPlainKey(event) && isField(event.target)) {
        return;
      }
      const name = findShortcut(event, "anywhere", isMac);
      const action = name && latest.current[name];
      if (action) {
        event.preventDefault();
        action();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select, [contenteditable]");
}

/** What is over the page has the keys for itself. */
function isBehindDialog(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]") !== null;
}
