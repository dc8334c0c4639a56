import type {
  Api,
  ConversationCache,
  Drafts,
  HttpClient,
  Me,
  PreferenceDirectory,
  ProjectDirectory,
  RealtimeClient,
  ServerClock,
  SessionDirectory,
  Store,
} from "@sardonyx/client";
import { createContext, useContext, useSyncExternalStore } from "react";

/** What the page stands on, made once in app/services.ts. */
export interface Services {
  readonly api: Api;
  readonly http: HttpClient;
  /** The server's time: this device's clock may be wrong. */
  readonly clock: ServerClock;
  readonly realtime: RealtimeClient;
  readonly directory: SessionDirectory;
  readonly projects: ProjectDirectory;
  readonly preferences: PreferenceDirectory;
  readonly conversations: ConversationCache;
  /** What was written and not sent. */
  readonly drafts: Drafts;
  /** Who is signed in; null before that is known. */
  readonly me: Store<Me | null>;
  /** Loads who is signed in and goes live. Throws a Problem with status 401 when nobody is. */
  enter(): Promise<Me>;
  /** Ends the login by this call, forgets everything of this person and shows the sign-in page. */
  signOut(revoke: () => Promise<void>): Promise<void>;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) {
    throw new Error("useServices needs a ServicesContext.");
  }
  return services;
}

/** The value of a store, rendered again whenever it is replaced. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The person who is signed in. For the pages behind the sign-in. */
export function useMe(): Me {
  const me = useStore(useServices().me);
  if (!me) {
    throw new Error("useMe is for the pages behind the sign-in.");
  }
  return me;
}

export function isAdministrator(me: Me): boolean {
  return /^(owner|admin)$/i.test(me.role);
}

/** Whether what is everybody's is theirs to change. */
export function mayCurate(me: Me): boolean {
  return isAdministrator(me) || me.permissions.includes("personas:manage");
}

export function nameOf(user: Me["user"]): string {
  return user.display_name || user.username || user.email || "You";
}
