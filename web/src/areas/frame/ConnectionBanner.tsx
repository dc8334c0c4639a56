import type { RealtimeStatus } from "@sardonyx/client";
import { CloudOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useServices, useStore } from "@/features/shared/services";
import { Button } from "@/ui/Button";

/** Shorter interruptions repair themselves before anybody could read about them. */
const PATIENCE_MS = 2_500;

/** Says when live updates are interrupted, and for how long. */
export function ConnectionBanner() {
  const { realtime } = useServices();
  const status = useStore(realtime.status);
  const isOnline = useOnline();
  const isInterrupted = useLasting(status.kind !== "connected" && status.kind !== "stopped", PATIENCE_MS);
  if (isOnline && !isInterrupted) {
    return null;
  }
  return (
    <div
      role="status"
      className="flex min-h-10 shrink-0 items-center justify-center gap-2.5 border-b border-line bg-bubble px-3 py-1 text-sm"
    >
      <CloudOff className="size-4 shrink-0 text-soft" aria-hidden />
      <span>{sentence(status, isOnline)}</span>
      {isOnline && status.kind === "waiting" && (
        <Button size="small" look="quiet" onClick={() => realtime.wake()}>
          Try now
        </Button>
      )}
      {status.kind === "refused" && (
        <Button size="small" look="quiet" onClick={() => location.reload()}>
          Reload
        </Button>
      )}
    </div>
  );
}

function sentence(status: RealtimeStatus, isOnline: boolean): string {
  if (!isOnline) {
    return "You are offline. This page may be out of date.";
  }
  return status.kind === "refused"
    ? "The server closed the live connection. Reload the page to continue."
    : "Connection lost. Reconnecting…";
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(() => navigator.onLine);
  useEffect(() => {
    const onChange = () => setOnline(navigator.onLine);
    window.addEventListener("online", onChange);
    window.addEventListener("offline", onChange);
    return () => {
      window.removeEventListener("online", onChange);
      window.removeEventListener("offline", onChange);
    };
  }, []);
  return isOnline;
}

/** Whether it has been so for this long. */
function useLasting(condition: boolean, forMs: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), forMs);
    return () => clearTimeout(timer);
  }, [condition, forMs]);
  return isLasting;
}
