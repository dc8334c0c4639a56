import { Store } from "../store.ts";
import { Backoff } from "./backoff.ts";
import { afterClose, CloseCode } from "./closeCodes.ts";
import { CommandFailed, Connection, type Socket } from "./connection.ts";
import { type Frame, headsOf, isRecord } from "./frames.ts";
import { Subscription } from "./subscription.ts";
import type { TopicListener } from "./topicListener.ts";

export interface TopicHandle {
  /** A snapshot with everything up to this event was loaded. */
  skipTo(head: number): void;
  close(): void;
}

export type RealtimeStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "connected" }
  | { readonly kind: "waiting"; readonly until: number }
  | { readonly kind: "refused"; readonly code: number }
  | { readonly kind: "stopped" };

export interface RealtimeOptions {
  readonly open: () => Socket;
  /** Makes the login good again before coming back; throws when it cannot. */
  readonly renew: () => Promise<void>;
  readonly onSignedOut: () => void;
  readonly isSignedOut?: (error: unknown) => boolean;
  readonly random?: () => number;
  readonly now?: () => number;
}

const OPENS_WITHIN_MS = 10_000;
const RENEW_BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Holds one socket open, come what may, and every subscribed topic complete. */
export class RealtimeClient {
  readonly status = new Store<RealtimeStatus>({ kind: "stopped" });
  readonly #options: RealtimeOptions;
  readonly #backoff: Backoff;
  readonly #subscriptions = new Map<string, Subscription>();
  #connection: Connection | null = null;
  #ready = false;
  /** Whether the login was made good since the last time that the server welcomed us. */
  #renewed = false;
  /** What the draining node asked for. */
  #pause: number | null = null;
  #lastFrameAt = 0;
  #deadAfterMs = 50_000;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #opening: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
  }

  start(): void {
    if (this.status.get().kind !== "stopped") {
      return;
    }
    this.#watch = setInterval(() => this.#closeIfDead(), 5_000);
    this.#open();
  }

  stop(): void {
    clearInterval(this.#watch);
    this.#end({ kind: "stopped" });
  }

  /** The network or the page came back: try at once, and see whether the socket still lives. */
  wake(): void {
    if (this.status.get().kind === "waiting") {
      this.#backoff.reset();
      this.#open();
    } else if (this.#ready) {
      this.#ping();
    }
  }

  /** @param afterSeq the last event already known; null to hear only what happens from now on */
  subscribe(topic: string, afterSeq: number | null, listener: TopicListener): TopicHandle {
    if (this.#subscriptions.has(topic)) {
      throw new Error(`Already subscribed to ${topic}.`);
    }
    const subscription = new Subscription(topic, afterSeq, listener, {
      subscribe: (asked) => this.#subscribe([asked]),
      fail: () => this.#connection?.close(CloseCode.HEARTBEAT_MISSED),
    });
    this.#subscriptions.set(topic, subscription);
    if (this.#ready) {
      void this.#subscribe([subscription]);
    }
    return {
      skipTo: (head) => subscription.skipTo(head),
      close: () => this.#unsubscribe(subscription),
    };
  }

  /** @throws CommandFailed when the server refuses or there is no connection */
  command(method: string, params: unknown): Promise<unknown> {
    if (!this.#connection || !this.#ready) {
      return Promise.reject(
        new CommandFailed({ code: "closed", message: "Not connected.", retryable: true }),
      );
    }
    return this.#connection.command(method, params);
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }

  #open(): void {
    clearTimeout(this.#retry);
    if (this.status.get().kind !== "connected") {
      this.status.set({ kind: "connecting" });
    }
    const connection = new Connection(
      this.#options.open(),
      {
        onFrame: (frame) => this.#receive(connection, frame),
        onClose: (code) => this.#closed(connection, code),
      },
      () => void this.#connect(connection),
    );
    this.#connection = connection;
    this.#opening = setTimeout(() => connection.close(CloseCode.HEARTBEAT_MISSED), OPENS_WITHIN_MS);
  }

  async #connect(connection: Connection): Promise<void> {
    try {
      const welcome = await connection.command("connect", {});
      this.#welcomed(connection, isRecord(welcome) ? welcome : {});
    } catch (error) {
      connection.close(closeAfterRefusal(error));
    }
  }

  #welcomed(connection: Connection, welcome: Record<string, unknown>): void {
    if (connection !== this.#connection) {
      return;
    }
    clearTimeout(this.#opening);
    this.#ready = true;
    this.#renewed = false;
    this.#backoff.reset();
    this.#lastFrameAt = this.#now();
    this.#deadAfterMs = 2.2 * (Number(welcome.heartbeat_interval_ms) || 20_000);
    this.#renewBefore(welcome);
    this.status.set({ kind: "connected" });
    void this.#subscribe([...this.#subscriptions.values()]);
  }

  async #subscribe(asked: readonly Subscription[]): Promise<void> {
    const connection = this.#connection;
    if (!connection || asked.length === 0) {
      return;
    }
    for (const subscription of asked) {
      subscription.catchingUp();
    }
    try {
      const result = await connection.command("subscribe", { topics: asked.map((each) => each.request()) });
      const topics = isRecord(result) && Array.isArray(result.topics) ? result.topics.filter(isRecord) : [];
      for (const answer of topics) {
        this.#subscriptions.get(String(answer.topic))?.answered(answer);
      }
    } catch {
      // Without its topics the connection is worth nothing: begin anew.
      connection.close(CloseCode.SERVER_ERROR);
    }
  }

  #unsubscribe(subscription: Subscription): void {
    subscription.end();
    if (this.#subscriptions.get(subscription.topic) !== subscription) {
      return;
    }
    this.#subscriptions.delete(subscription.topic);
    if (this.#ready) {
      this.#connection?.command("unsubscribe", { topics: [subscription.topic] }).catch(() => undefined);
    }
  }

  #receive(connection: Connection, frame: Frame): void {
    if (connection !== this.#connection) {
      return;
    }
    this.#lastFrameAt = this.#now();
    if (frame.kind === "push") {
      this.#subscriptions.get(frame.topic)?.receive(frame);
    } else if (frame.kind === "heartbeat") {
      this.#headsAre(frame.heads);
    } else if (frame.kind === "draining") {
      this.#pause = frame.retryAfterMs;
    }
  }

  #headsAre(heads: Readonly<Record<string, number>>): void {
    for (const [topic, head] of Object.entries(heads)) {
      this.#subscriptions.get(topic)?.headIs(head);
    }
  }

  #closed(connection: Connection, code: number): void {
    if (connection !== this.#connection) {
      return;
    }
    this.#leave();
    switch (afterClose(code)) {
      case "reconnect":
        this.#renewed = false;
        this.#retryLater();
        return;
      case "renew":
        void this.#renewAndReturn();
        return;
      case "signed_out":
        this.#end({ kind: "refused", code });
        this.#options.onSignedOut();
        return;
      case "give_up":
        this.#end({ kind: "refused", code });
    }
  }

  #leave(): void {
    clearTimeout(this.#opening);
    clearTimeout(this.#renewal);
    this.#connection = null;
    this.#ready = false;
    for (const subscription of this.#subscriptions.values()) {
      subscription.interrupted();
    }
  }

  #end(status: RealtimeStatus): void {
    clearTimeout(this.#retry);
    const connection = this.#connection;
    this.#leave();
    connection?.close();
    this.status.set(status);
  }

  #retryLater(): void {
    const wait = this.#pause ?? this.#backoff.next();
    this.#pause = null;
    this.status.set({ kind: "waiting", until: this.#now() + wait });
    this.#retry = setTimeout(() => this.#open(), wait);
  }

  async #renewAndReturn(): Promise<void> {
    if (this.#renewed) {
      // Refused with a login as good as it can be made: there is nobody to come back as.
      this.#signedOut();
      return;
    }
    this.status.set({ kind: "connecting" });
    let isRenewed = true;
    try {
      await this.#options.renew();
    } catch (error) {
      if (this.#options.isSignedOut?.(error)) {
        this.#signedOut();
        return;
      }
      isRenewed = false;
    }
    if (this.status.get().kind !== "connecting") {
      return;
    }
    this.#renewed = isRenewed;
    if (isRenewed) {
      this.#open();
    } else {
      this.#retryLater();
    }
  }

  #signedOut(): void {
    this.#end({ kind: "refused", code: CloseCode.UNAUTHENTICATED });
    this.#options.onSignedOut();
  }

  /** The cookie is read when the socket opens, so a renewed login needs a new socket: quietly, and by plan. */
  #renewBefore(welcome: Record<string, unknown>): void {
    const expiresAt = Date.parse(String(welcome.expires_at));
    const serverTime = Date.parse(String(welcome.server_time));
    if (Number.isNaN(expiresAt)) {
      return;
    }
    const left = expiresAt - (Number.isNaN(serverTime) ? this.#now() : serverTime);
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(5_000, left - RENEW_BEFORE_MS));
    this.#renewal = setTimeout(() => void this.#renewQuietly(), wait);
  }

  async #renewQuietly(): Promise<void> {
    const old = this.#connection;
    try {
      await this.#options.renew();
    } catch {
      // The server closes the socket when the login ends; that path says what to do.
      return;
    }
    if (old && old === this.#connection) {
      this.#leave();
      old.close();
      this.#open();
    }
  }

  #closeIfDead(): void {
    if (this.#ready && this.#now() - this.#lastFrameAt > this.#deadAfterMs) {
      this.#connection?.close(CloseCode.HEARTBEAT_MISSED);
    }
  }

  #ping(): void {
    const connection = this.#connection;
    connection?.command("ping", {}).then(
      (result) => this.#headsAre(headsOf(result)),
      () => connection.close(CloseCode.HEARTBEAT_MISSED),
    );
  }
}

/**
 * What the server refuses for good may be only the lack of a login: the browser forgets the access
 * token's cookie when that ends. A renewal shows whether it was that.
 */
function closeAfterRefusal(error: unknown): number {
  if (!(error instanceof CommandFailed) || error.retryable) {
    return CloseCode.SERVER_ERROR;
  }
  return error.code === "origin_refused" ? CloseCode.ORIGIN_REFUSED : CloseCode.TOKEN_EXPIRED;
}
