import { Store } from "../store.ts";
import type { Methods } from "../wire/realtime.gen.ts";
import { Backoff } from "./backoff.ts";
import { afterClose, CloseCode } from "./closeCodes.ts";
import { CommandFailed, Connection, type Socket } from "./connection.ts";
import { type Frame, headsOf, isRecord } from "./frames.ts";
import { HeartbeatMonitor } from "./heartbeatMonitor.ts";
import { RenewalTimer } from "./renewalTimer.ts";
import { Subscriptions } from "./subscriptions.ts";
import type { TopicHandle, TopicListener } from "./topicListener.ts";

export type RealtimeStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  /** Reconnects at this time, in milliseconds since 1970. */
  | { readonly kind: "waiting"; readonly until: number }
  | { readonly kind: "refused"; readonly code: number }
  | { readonly kind: "stopped" };

export type ConnectParams = Methods["connect"]["params"];

export interface RealtimeOptions {
  /** Opens a socket to the path /realtime/v1 of the server. */
  readonly open: () => Socket;
  /**
   * The token for a new connection; called again for each. Without it the cookies of the upgrade request
   * authenticate the connection.
   */
  readonly connectParams?: () => Promise<ConnectParams>;
  /** Renews the login before it expires, or after the server refused it; throws when it cannot. */
  readonly renew: () => Promise<void>;
  /** The login has ended: the user has to sign in. */
  readonly onSignedOut: () => void;
  /** Whether an error of `renew` or `connectParams` means that the login has ended; otherwise it is tried again. */
  readonly isSignedOut?: (error: unknown) => boolean;
  /** What the server's clock said, and when it was asked by this device's, in milliseconds. */
  readonly onServerTime?: (serverTime: string, sentAt: number) => void;
  /** Between 0 and 1. */
  readonly random?: () => number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

const OPENS_WITHIN_MS = 10_000;

/** Keeps one socket open, reconnecting when it is lost, and every subscribed topic complete. */
export class RealtimeClient {
  readonly status = new Store<RealtimeStatus>({ kind: "stopped" });
  readonly #options: RealtimeOptions;
  readonly #backoff: Backoff;
  readonly #subscriptions = new Subscriptions();
  readonly #heartbeats: HeartbeatMonitor;
  readonly #renewal: RenewalTimer;
  #connection: Connection | null = null;
  #isReady = false;
  /** Whether the login was renewed since the server last accepted it. */
  #isRenewed = false;
  /** What a draining node asked for. */
  #pauseMs: number | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #opening: ReturnType<typeof setTimeout> | undefined;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    const now = () => this.#now();
    this.#heartbeats = new HeartbeatMonitor(() => this.#connection?.close(CloseCode.HEARTBEAT_MISSED), now);
    this.#renewal = new RenewalTimer(() => void this.#renewBeforeExpiry(), now);
  }

  start(): void {
    if (this.status.get().kind !== "stopped") {
      return;
    }
    this.#heartbeats.start();
    this.#open();
  }

  stop(): void {
    this.#heartbeats.stop();
    this.#end({ kind: "stopped" });
  }

  /** The network or the page is back: reconnects at once, and checks a socket that looks alive. */
  wake(): void {
    if (this.status.get().kind === "waiting") {
      this.#backoff.reset();
      this.#open();
    } else if (this.#isReady) {
      this.#ping();
    }
  }

  /**
   * Subscribes a listener to a topic. Any number of listeners may share one; each has its own position.
   *
   * @param afterSeq the last event already known; null to begin with the events from now on
   */
  subscribe(topic: string, afterSeq: number | null, listener: TopicListener): TopicHandle {
    return this.#subscriptions.add(topic, afterSeq, listener);
  }

  /** @throws CommandFailed when the server refuses or there is no connection */
  command<M extends keyof Methods>(method: M, params: Methods[M]["params"]): Promise<Methods[M]["result"]> {
    if (!this.#connection || !this.#isReady) {
      return Promise.reject(
        new CommandFailed({ code: "closed", message: "Not connected.", retryable: true }),
      );
    }
    return this.#connection.command(method, params) as Promise<Methods[M]["result"]>;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #open(): void {
    clearTimeout(this.#retry);
    if (this.status.get().kind !== "connected") {
      this.status.set({ kind: "connecting" });
    }
    if (this.#options.connectParams) {
      void this.#openWithToken(this.#options.connectParams);
    } else {
      this.#openSocket({});
    }
  }

  /** The token comes first: the server closes a socket on which no connect arrives within seconds. */
  async #openWithToken(connectParams: () => Promise<ConnectParams>): Promise<void> {
    let params: ConnectParams;
    try {
      params = await connectParams();
    } catch (error) {
      if (this.#isOpening()) {
        this.#loginFailed(error);
      }
      return;
    }
    if (this.#isOpening()) {
      this.#openSocket(params);
    }
  }

  /** Not stopped, and not overtaken by another attempt, while a token was requested. */
  #isOpening(): boolean {
    const { kind } = this.status.get();
    return this.#connection === null && (kind === "connecting" || kind === "connected");
  }

  #openSocket(params: ConnectParams): void {
    const connection = new Connection(
      this.#options.open(),
      {
        onFrame: (frame) => this.#receive(connection, frame),
        onClose: (code) => this.#closed(connection, code),
      },
      () => void this.#connect(connection, params),
    );
    this.#connection = connection;
    this.#opening = setTimeout(() => connection.close(CloseCode.HEARTBEAT_MISSED), OPENS_WITHIN_MS);
  }

  async #connect(connection: Connection, params: ConnectParams): Promise<void> {
    const sentAt = this.#now();
    try {
      const result = await connection.command("connect", params);
      this.#serverTimeIn(result, sentAt);
      this.#connected(connection, isRecord(result) ? result : {});
    } catch (error) {
      connection.close(closeAfterRefusal(error));
    }
  }

  #connected(connection: Connection, result: Record<string, unknown>): void {
    if (connection !== this.#connection) {
      return;
    }
    clearTimeout(this.#opening);
    this.#isReady = true;
    this.#isRenewed = false;
    this.#backoff.reset();
    this.#heartbeats.connected(result.heartbeat_interval_ms);
    this.#renewal.schedule(result);
    this.status.set({ kind: "connected" });
    this.#subscriptions.resume(connection);
  }

  #receive(connection: Connection, frame: Frame): void {
    if (connection !== this.#connection) {
      return;
    }
    this.#heartbeats.frameReceived();
    if (frame.kind === "push") {
      this.#subscriptions.receive(frame);
    } else if (frame.kind === "heartbeat") {
      this.#subscriptions.headsAre(frame.heads);
    } else if (frame.kind === "draining") {
      this.#pauseMs = frame.retryAfterMs;
    }
  }

  #closed(connection: Connection, code: number): void {
    if (connection !== this.#connection) {
      return;
    }
    this.#disconnect();
    switch (afterClose(code)) {
      case "reconnect":
        this.#isRenewed = false;
        this.#retryLater();
        return;
      case "renew":
        void this.#renewAndReconnect();
        return;
      case "signed_out":
        this.#signedOut(code);
        return;
      case "give_up":
        this.#end({ kind: "refused", code });
    }
  }

  #disconnect(): void {
    clearTimeout(this.#opening);
    this.#renewal.cancel();
    this.#heartbeats.disconnected();
    this.#connection = null;
    this.#isReady = false;
    this.#subscriptions.interrupt();
  }

  #end(status: RealtimeStatus): void {
    clearTimeout(this.#retry);
    const connection = this.#connection;
    this.#disconnect();
    connection?.close();
    this.status.set(status);
  }

  #retryLater(): void {
    const wait = this.#pauseMs ?? this.#backoff.next();
    this.#pauseMs = null;
    this.status.set({ kind: "waiting", until: this.#now() + wait });
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  async #renewAndReconnect(): Promise<void> {
    if (this.#isRenewed) {
      // The server refused a login that was just renewed: another renewal would not help.
      this.#signedOut(CloseCode.UNAUTHENTICATED);
      return;
    }
    this.status.set({ kind: "connecting" });
    try {
      await this.#options.renew();
    } catch (error) {
      if (this.status.get().kind === "connecting") {
        this.#loginFailed(error);
      }
      return;
    }
    if (this.status.get().kind === "connecting") {
      this.#isRenewed = true;
      this.#open();
    }
  }

  /** Neither renewed nor ended for certain: tried again later. */
  #loginFailed(error: unknown): void {
    if (this.#options.isSignedOut?.(error)) {
      this.#signedOut(CloseCode.UNAUTHENTICATED);
    } else {
      this.#isRenewed = false;
      this.#retryLater();
    }
  }

  #signedOut(code: number): void {
    this.#end({ kind: "refused", code });
    this.#options.onSignedOut();
  }

  async #renewBeforeExpiry(): Promise<void> {
    const connection = this.#connection;
    try {
      await this.#options.renew();
      const params = await this.#options.connectParams?.();
      if (!connection || connection !== this.#connection) {
        return;
      }
      if (params) {
        const result = await connection.command("authenticate", params);
        this.#renewal.schedule(isRecord(result) ? result : {});
        return;
      }
    } catch (error) {
      // When the login ends the server closes the socket, and what is to be done is decided then. A
      // token that it refuses for this connection may be good for another one.
      if (!(error instanceof CommandFailed) || error.retryable || connection !== this.#connection) {
        return;
      }
    }
    this.#replaceConnection();
  }

  /** Cookies are read when a socket opens: a renewed login needs a new one, which replaces the old at once. */
  #replaceConnection(): void {
    const connection = this.#connection;
    this.#disconnect();
    connection?.close();
    this.#open();
  }

  #serverTimeIn(result: unknown, sentAt: number): void {
    if (isRecord(result) && typeof result.server_time === "string") {
      this.#options.onServerTime?.(result.server_time, sentAt);
    }
  }

  #ping(): void {
    const connection = this.#connection;
    const sentAt = this.#now();
    connection?.command("ping", {}).then(
      (result) => {
        this.#serverTimeIn(result, sentAt);
        this.#subscriptions.headsAre(headsOf(result));
      },
      () => connection.close(CloseCode.HEARTBEAT_MISSED),
    );
  }
}

/**
 * A refusal for good may be only the lack of a login: a browser forgets the access token's cookie when it
 * expires. Renewing shows whether it was that.
 */
function closeAfterRefusal(error: unknown): number {
  if (!(error instanceof CommandFailed) || error.retryable) {
    return CloseCode.SERVER_ERROR;
  }
  return error.code === "origin_refused" ? CloseCode.ORIGIN_REFUSED : CloseCode.TOKEN_EXPIRED;
}
