import { useEffect, useState } from "react";

/** So long after the last letter it is looked for. */
const PAUSE_MS = 150;

/** A text once nobody writes on it any more. */
export function useDebouncedValue(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
