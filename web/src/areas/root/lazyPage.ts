import { Problem } from "@sardonyx/client";
import { lazyRouteComponent } from "@tanstack/react-router";

/** A page that is loaded when somebody goes there. */
export function lazyPage<T extends Record<string, unknown>, K extends keyof T>(
  load: () => Promise<T>,
  name: K,
) {
  // A file that is gone since the server was updated makes the router reload the page. Offline that
  // would leave nothing to look at.
  const fail = (error: unknown): never => {
    throw navigator.onLine ? error : Problem.unreachable();
  };
  return lazyRouteComponent(() => load().catch(fail), name);
}
