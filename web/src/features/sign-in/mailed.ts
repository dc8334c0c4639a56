import { useState } from "react";

/** What a mail's link carries after the number sign: what it is for, and a token that is good once. */
export interface Mailed {
  readonly type: string;
  readonly token: string;
}

export function mailedIn(hash: string): Mailed | null {
  const match = /^#([a-z_]+)\.([\w-]+)$/.exec(hash);
  return match?.[1] && match[2] ? { type: match[1], token: match[2] } : null;
}

/** Read once, and taken out of the address: it must not stay in the history. */
export function useMailed(): Mailed | null {
  const [mailed] = useState(() => mailedIn(location.hash));
  if (location.hash !== "") {
    history.replaceState(history.state, "", location.pathname + location.search);
  }
  return mailed;
}
