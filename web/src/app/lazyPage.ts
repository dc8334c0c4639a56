import { Problem } from "@sardonyx/client";
import { lazyRouteComponent } from "@tanstack/react-router";

/** A page that is lazyPage when somebody goes there. */
export function lazyPage<T extends Record<string, unknown>, K extends keyof T>(
  load: () => Promise<T>,
  name: K,
) {
  // What is gone since the server was renewed, the router brings by loading everything anew. Offline
  // that would leave nothing to look at.
  const orSay = (error: unknown): never => {
    throw navigator.onLine ? error : Problem.unreachable();
  };
  return lazyRouteComponent(() => load().catch(orSay), name);
}
