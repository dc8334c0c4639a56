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

/** The server refused a command, or did not reply (`code` is then `timed_out` or `closed`). */
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

interface PendingCommand {
  resolve(result: unknown): void;
  reject(error: CommandFailed): void;
  onResult(result: unknown): void;
  timer: ReturnType<typeof setTimeout>;
}

const REPLY_WITHIN_MS = 10_000;

/** One socket from opening to closing. Matches replies to commands; the listener gets every frame. */
export class Connection {
  readonly #socket: Socket;
  readonly #listener: ConnectionListener;
  readonly #pending = new Map<string, PendingCommand>();
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

  /**
   * @param onResult called with the result before any later frame is handled; the promise is settled after
   *     frames that arrived together with the reply
   */
  command(
    method: string,
    params: unknown,
    onResult: (result: unknown) => void = () => undefined,
  ): Promise<unknown> {
    if (this.#closed) {
      return Promise.reject(closed());
    }
    this.#lastId += 1;
    const id = String(this.#lastId);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new CommandFailed({ code: "timed_out", message: "No reply in time.", retryable: true }));
      }, REPLY_WITHIN_MS);
      this.#pending.set(id, { resolve, reject, onResult, timer });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Closes at once, without waiting for the server, which may be unreachable. */
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
    const command = this.#pending.get(id);
    if (!command) {
      return;
    }
    this.#pending.delete(id);
    clearTimeout(command.timer);
    if (error) {
      command.reject(new CommandFailed(error));
    } else {
      command.onResult(result);
      command.resolve(result);
    }
  }

  #finish(code: number, reason: string): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    for (const command of this.#pending.values()) {
      clearTimeout(command.timer);
      command.reject(closed());
    }
    this.#pending.clear();
    this.#listener.onClose(code, reason);
  }
}

function closed(): CommandFailed {
  return new CommandFailed({ code: "closed", message: "The connection is closed.", retryable: true });
}
