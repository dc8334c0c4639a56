import { ConversationCache } from "./chat/conversationCache.ts";
import { SessionDirectory } from "./chat/sessionDirectory.ts";
import { type Api, createApi } from "./http/api.ts";
import { HttpClient } from "./http/client.ts";
import { TokenCredentials, type TokenProvider } from "./http/token.ts";
import { newId } from "./ids.ts";
import { Problem } from "./problem.ts";
import { RealtimeClient } from "./realtime/client.ts";
import type { Socket } from "./realtime/connection.ts";
import { OwnTopic } from "./realtime/ownTopic.ts";
import { ServerClock } from "./serverClock.ts";
import { localTimeZone } from "./timeZone.ts";
import type { Me } from "./wire.ts";

export interface ClientOptions {
  /** The server's origin, as in "https://chat.example.com". */
  readonly baseUrl: string;
  /**
   * An access token, an API key, or a function that returns a valid token, or null when nobody is signed
   * in. The function is called at the first use, when the server refuses the token, and a minute before
   * it expires.
   */
  readonly token: string | TokenProvider;
  /** Of the application whose backend signs the tokens. */
  readonly publishableKey?: string;
  /** The login has ended: no token, or one that the server refuses also after it was renewed. */
  readonly onSignedOut?: () => void;
  /** For one HTTP call, in milliseconds; 30,000 unless given. */
  readonly timeoutMs?: number;
  /** Milliseconds in which changes of a streaming answer become one; 40 unless given. */
  readonly repaintMs?: number;
  /**
   * Where the user is, as in the IANA time zone database: the assistant is told their date. This device's
   * unless given; null for UTC.
   */
  readonly timeZone?: string | null;
  /** The global fetch unless given. */
  readonly fetch?: typeof fetch;
  /** The global WebSocket unless given; Node has one since version 22. */
  readonly openSocket?: (url: string) => Socket;
}

export interface Client {
  readonly http: HttpClient;
  readonly api: Api;
  readonly realtime: RealtimeClient;
  /** The events of the user's own topic. */
  readonly ownTopic: OwnTopic;
  /** The user's chat sessions in lists. */
  readonly sessions: SessionDirectory;
  /** Chat sessions with their messages. */
  readonly conversations: ConversationCache;
  /** The server's time, known once connected: this device's clock may be wrong. */
  readonly clock: ServerClock;
  /**
   * Connects, and subscribes to the user's own topic.
   *
   * @throws Problem when the server refuses the token or cannot be reached
   * @throws TypeError without a WebSocket
   */
  start(): Promise<Me>;
  /** Closes the socket and every conversation. */
  close(): void;
}

/** A client that authenticates with a token and needs no cookies, for pages of any origin and for Node. */
export function createClient(options: ClientOptions): Client {
  const baseUrl = options.baseUrl.replace(/\/+$/, "");
  const onSignedOut = options.onSignedOut ?? (() => undefined);
  const credentials = new TokenCredentials(
    options.token,
    options.publishableKey === undefined ? {} : { publishableKey: options.publishableKey },
  );
  const http = new HttpClient({
    baseUrl,
    credentials,
    onSignedOut,
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const openSocket = options.openSocket ?? globalSocket();
  const clock = new ServerClock();
  const realtime = new RealtimeClient({
    open: () => (openSocket ?? noSocket)(`${baseUrl.replace(/^http/, "ws")}/realtime/v1`),
    connectParams: () => credentials.connectParams(),
    renew: () => credentials.renew(Date.now()),
    isSignedOut: (error) => error instanceof Problem && error.endsLogin,
    onSignedOut,
    onServerTime: (serverTime, sentAt) => clock.learn(serverTime, sentAt),
  });
  const api = createApi(http);
  const ownTopic = new OwnTopic(realtime);
  const conversations = new ConversationCache({
    api,
    realtime,
    newId,
    now: clock.now,
    timeZone: () => (options.timeZone === undefined ? localTimeZone() : options.timeZone),
    soon: (work) => setTimeout(work, options.repaintMs ?? 40),
  });
  return {
    http,
    api,
    realtime,
    ownTopic,
    conversations,
    clock,
    sessions: new SessionDirectory({ api, ownTopic }),
    async start() {
      if (openSocket === null) {
        noSocket();
      }
      const me = await api.me();
      realtime.start();
      ownTopic.open(me.user.id);
      return me;
    },
    close() {
      conversations.close();
      ownTopic.close();
      realtime.stop();
    },
  };
}

function globalSocket(): ((url: string) => Socket) | null {
  const { WebSocket } = globalThis as { WebSocket?: new (url: string) => Socket };
  return WebSocket === undefined ? null : (url) => new WebSocket(url);
}

function noSocket(): never {
  throw new TypeError("There is no global WebSocket: give createClient the option openSocket.");
}
