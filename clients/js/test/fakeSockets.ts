import type { Socket } from "../src/index.ts";

interface Command {
  id: string;
  method: string;
  params: Record<string, unknown>;
}

/** The far end of a socket, driven by hand. */
export class FakeSocket implements Socket {
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  onerror: Socket["onerror"] = null;
  readonly commands: Command[] = [];
  isClosedByClient = false;

  send(text: string): void {
    this.commands.push(JSON.parse(text) as Command);
  }

  close(): void {
    this.isClosedByClient = true;
  }

  /** Opens and lets the client in. */
  async welcome(result: Record<string, unknown> = {}): Promise<void> {
    this.onopen?.(undefined as never);
    this.reply("connect", { heartbeat_interval_ms: 20_000, ...result });
    await settled();
  }

  /** Answers the newest command of this method. */
  reply(method: string, result: unknown): void {
    this.push({ id: this.newest(method).id, result });
  }

  refuse(method: string, code: string): void {
    this.push({ id: this.newest(method).id, error: { code, message: code, retryable: false } });
  }

  push(frame: unknown): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }

  event(topic: string, seq: number, type = "session.updated", data: unknown = { n: seq }): void {
    this.push({ topic, seq, type, at: "2026-11-20T12:00:00Z", data });
  }

  drop(code: number): void {
    this.onclose?.({ code, reason: "" });
  }

  newest(method: string): Command {
    const command = this.commands.findLast((each) => each.method === method);
    if (!command) {
      throw new Error(`No ${method} was sent.`);
    }
    return command;
  }

  count(method: string): number {
    return this.commands.filter((each) => each.method === method).length;
  }
}

/** All promises that are ready have gone on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
}
