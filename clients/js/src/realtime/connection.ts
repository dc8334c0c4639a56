import { type CommandError, type Frame, parseFrame } from "./frames.ts";

/** The part of a WebSocket that is used. */
export interface Socket {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface ConnectionListener {
  onFrame(frame: Frame): void;
  onClose(code: number, reason: string): void;
}

/** The server refused a command, or it got no answer (`code` is then `timed_out` or `closed`). */
export class CommandFailed extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(error: CommandError) {
    super(error.message);
    this.name = "CommandFailed";
    this.code = error.code;
    this.retryable = error.retryable;
  }
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: CommandFailed): void;
  timer: ReturnType<typeof setTimeout>;
}

const REPLY_WITHIN_MS = 10_000;

/** One socket from opening to closing: commands find their replies, everything else goes to the listener. */
export class Connection {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #waiting = new Map<string, Waiting>();
  #lastId = 0;
  #closed = false;

  constructor(socket: Socket, listener: ConnectionListener, onOpen: () => void) {
    this.#socket = socket;
    this.#listener = listener;
    socket.onopen = () => {
      if (!this.#closed) {
        onOpen();
      }
    };
    socket.onmessage = (event) => this.#receive(event.data);
    socket.onclose = (event) => this.#finish(event.code, event.reason);
    // A close event with its code follows every error.
    socket.onerror = () => undefined;
  }

  command(method: string, params: unknown): Promise<unknown> {
    if (this.#closed) {
      return Promise.reject(closed());
    }
    this.#lastId += 1;
    const id = String(this.#lastId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new CommandFailed({ code: "timed_out", message: "No reply in time.", retryable: true }));
      }, REPLY_WITHIN_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Ends it at once, without waiting for the other side, which may be unreachable. */
  close(code = 1000, reason = ""): void {
    if (this.#closed) {
      return;
    }
    this.#socket.close(code === 1000 || code >= 3000 ? code : 1000, reason);
    this.#finish(code, reason);
  }

  #receive(data: unknown): void {
    const frame = typeof data === "string" && !this.#closed ? parseFrame(data) : null;
    if (!frame) {
      return;
    }
    if (frame.kind === "reply") {
      this.#settle(frame.id, frame.result, frame.error);
    }
    this.#listener.onFrame(frame);
  }

  #settle(id: string, result: unknown, error: CommandError | null): void {
    const waiting = this.#waiting.get(id);
    if (!waiting) {
      return;
    }
    this.#waiting.delete(id);
    clearTimeout(waiting.timer);
    if (error) {
      waiting.reject(new CommandFailed(error));
    } else {
      waiting.resolve(result);
    }
  }

  #finish(code: number, reason: string): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    for (const waiting of this.#waiting.values()) {
      clearTimeout(waiting.timer);
      waiting.reject(closed());
    }
    this.#waiting.clear();
    this.#listener.onClose(code, reason);
  }
}

function closed(): CommandFailed {
  return new CommandFailed({ code: "closed", message: "The connection is closed.", retryable: true });
}
