// Tabs share a login: one that learns that it has ended, or begun, tells the others.
import type { Unsubscribe } from "@sardonyx/client";
import { writeStored } from "./storage";

const ENDED = "sardonyx.login_ended_at";
const BEGUN = "sardonyx.login_begun_at";

export function announceLoginEnd(): void {
  writeStored(ENDED, String(Date.now()));
}

export function announceLogin(): void {
  writeStored(BEGUN, String(Date.now()));
}

export function onLoginEndElsewhere(listener: () => void): Unsubscribe {
  return onStored(ENDED, listener);
}

export function onLoginElsewhere(listener: () => void): Unsubscribe {
  return onStored(BEGUN, listener);
}

/** Notifies of what other tabs store. */
function onStored(key: string, listener: () => void): Unsubscribe {
  const receive = (event: StorageEvent) => {
    if (event.key === key && event.newValue !== null) {
      listener();
    }
  };
  window.addEventListener("storage", receive);
  return () => window.removeEventListener("storage", receive);
}
