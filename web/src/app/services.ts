import {
  ConversationCache,
  createApi,
  createLocalLocks,
  createRefreshMemory,
  Drafts,
  HttpClient,
  localTimeZone,
  type Me,
  newId,
  OwnTopic,
  PreferenceDirectory,
  Problem,
  ProjectDirectory,
  RealtimeClient,
  RefreshGate,
  readCsrfToken,
  ServerClock,
  SessionDirectory,
  type Socket,
  Store,
} from "@sardonyx/client";
import { draftPlace } from "@/features/shared/drafts";
import { announceLoginEnd, onLoginEndElsewhere } from "@/features/shared/loginState";
import type { Services } from "@/features/shared/services";
import { storage } from "@/features/shared/storage";
import { chooseTheme } from "@/features/shared/theme";

/** So many milliseconds of an answer's parts become one repaint. */
const REPAINT_MS = 40;

/** Puts the core together with what a browser offers. */
export function createServices(): Services {
  const me = new Store<Me | null>(null);
  const csrfToken = () => readCsrfToken(document.cookie);
  const http = new HttpClient({
    fetch: (input, init) => fetch(input, init),
    csrfToken,
    refresh: (noticedAt) => gate.run(noticedAt),
    onSignedOut: loginEnded,
  });
  const api = createApi(http);
  const locks = "locks" in navigator ? navigator.locks : createLocalLocks();
  const gate = new RefreshGate(
    api.logins.refresh,
    { request: (name, work) => locks.request(name, work) as never },
    createRefreshMemory(storage()),
  );
  const clock = new ServerClock();
  const realtime = new RealtimeClient({
    open: openSocket,
    renew: () => gate.run(Date.now()),
    isSignedOut: (error) => error instanceof Problem && error.endsLogin,
    onSignedOut: loginEnded,
    onServerTime: (serverTime, sentAt) => clock.learn(serverTime, sentAt),
  });
  const ownTopic = new OwnTopic(realtime);
  const directory = new SessionDirectory({ api, ownTopic });
  const preferences = new PreferenceDirectory({ api, ownTopic });
  preferences.values.subscribe(() => {
    const { theme } = preferences.values.get();
    if (theme) {
      chooseTheme(theme);
    }
  });
  const projects = new ProjectDirectory({ api, ownTopic });
  const conversations = new ConversationCache({
    api,
    realtime,
    newId,
    now: clock.now,
    timeZone: localTimeZone,
    soon: (work) => setTimeout(work, REPAINT_MS),
  });
  const drafts = new Drafts(storage());
  window.addEventListener("storage", (event) => drafts.changedElsewhere(event.key, event.newValue));
  onLoginEndElsewhere(leave);
  wakeWithPage(realtime);

  function loginEnded(): void {
    // Before anybody is known, the router goes to the sign-in page by itself.
    if (me.get()) {
      announceLoginEnd();
      leave();
    }
  }

  /** Keeps what was not sent, and loads a fresh page, so that nothing of the person stays in memory. */
  function leave(): void {
    const person = me.get();
    if (!person || isLeaving) {
      return;
    }
    isLeaving = true;
    for (const [session, text] of conversations.unsent()) {
      const draft = drafts.at(draftPlace(person, session));
      draft.write([text, draft.read()].filter((each) => each !== "").join("\n\n"));
    }
    location.replace(signInAddress(location.pathname + location.search));
  }

  let isLeaving = false;
  let entering: Promise<Me> | null = null;
  async function enter(): Promise<Me> {
    const person = await api.me();
    if (person.user.must_change_password) {
      entering = null;
      return person;
    }
    me.set(person);
    realtime.start();
    // It listens before it loads, so that nothing falls in between.
    ownTopic.open(person.user.id);
    void directory.load(directory.active);
    void directory.load(directory.pinned);
    void projects.load();
    void preferences.load();
    return person;
  }

  return {
    api,
    clock,
    http,
    realtime,
    directory,
    projects,
    preferences,
    conversations,
    drafts,
    me,
    signOut: async (revoke) => {
      // The server closes the socket of a login that ended: that must not be taken for somebody else's doing.
      realtime.stop();
      isLeaving = true;
      try {
        await revoke();
      } catch (error) {
        isLeaving = false;
        if (error instanceof Problem && error.status === 401) {
          loginEnded();
        } else {
          realtime.start();
        }
        throw error;
      }
      drafts.forgetAll();
      location.replace("/sign-in");
    },
    enter: () => {
      entering ??= enter().catch((error: unknown) => {
        entering = null;
        throw error;
      });
      return entering;
    },
  };
}

function signInAddress(next: string): string {
  return `/sign-in?ended=true${next === "/" ? "" : `&next=${encodeURIComponent(next)}`}`;
}

function openSocket(): Socket {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return new WebSocket(`${scheme}://${location.host}/realtime/v1`) as unknown as Socket;
}

function wakeWithPage(realtime: RealtimeClient): void {
  window.addEventListener("online", () => realtime.wake());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      realtime.wake();
    }
  });
}
