import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { ChatSession, Message } from "../src/index.ts";
import { message, session } from "./wireExamples.ts";

const USER = "01990000-0000-7000-8000-0000000000aa";

interface Command {
  readonly id: string;
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** A server on loopback that knows one user and speaks the parts of both protocols that a chat needs. */
export class FakeServer {
  /** The tokens that it accepts now. */
  readonly tokens = new Set<string>();
  /** The Authorization and Cookie headers of each HTTP call, and of each upgrade. */
  readonly authorizations: (string | undefined)[] = [];
  readonly cookies: (string | undefined)[] = [];
  readonly commands: Command[] = [];
  readonly sockets: WebSocket[] = [];
  #session: ChatSession | null = null;
  #messages: Message[] = [];
  #seq = 0;
  readonly #http = createServer((request, response) => void this.#handle(request, response));
  readonly #realtime = new WebSocketServer({ server: this.#http, path: "/realtime/v1" });

  /** @returns its origin */
  async start(): Promise<string> {
    this.#realtime.on("connection", (socket, request) => {
      this.#record(request);
      this.sockets.push(socket);
      socket.on("message", (data) => this.#command(socket, JSON.parse(String(data)) as Command));
    });
    await new Promise<void>((done) => this.#http.listen(0, "127.0.0.1", done));
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) {
      socket.terminate();
    }
    this.#realtime.close();
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }

  count(method: string): number {
    return this.commands.filter((command) => command.method === method).length;
  }

  /** Adds an answer to the session, and sends its event to everybody. */
  answer(content: string): void {
    const parent = this.#messages.at(-1);
    const answer = message(`answer-${this.#seq}`, {
      kind: "assistant",
      content,
      parent_id: parent?.id ?? null,
    });
    this.#messages.push(answer);
    this.#seq += 1;
    const data = { message: answer, total_messages: this.#messages.length, leaf_id: answer.id };
    const push = {
      topic: this.#topic(),
      seq: this.#seq,
      type: "message.created",
      at: answer.created_at,
      data,
    };
    for (const socket of this.sockets) {
      socket.send(JSON.stringify(push));
    }
  }

  #topic(): string {
    return `chat_session:${this.#session?.id}`;
  }

  #record(request: IncomingMessage): void {
    this.authorizations.push(request.headers.authorization);
    this.cookies.push(request.headers.cookie);
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#record(request);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, string>;
    const token = request.headers.authorization?.replace("Bearer ", "") ?? "";
    const [status, result] = this.tokens.has(token)
      ? this.#respond(`${request.method} ${request.url}`, body)
      : [401, { code: "access_token_expired", detail: "The access token has expired." }];
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(result));
  }

  #respond(call: string, body: Record<string, string>): [number, unknown] {
    if (call === "GET /api/v1/me") {
      return [200, { user: { id: USER } }];
    }
    if (call === "POST /api/v1/chat/sessions") {
      this.#session = session({ id: body.id ?? "" });
      return [201, this.#session];
    }
    if (call === `GET /api/v1/chat/sessions/${this.#session?.id}`) {
      return [200, this.#session];
    }
    if (call === `GET /api/v1/chat/sessions/${this.#session?.id}/messages`) {
      return [200, { data: this.#messages, next_cursor: null, head_seq: this.#seq }];
    }
    if (call === `POST /api/v1/chat/sessions/${this.#session?.id}/messages`) {
      const { content = "", client_message_id = "" } = body;
      const sent = message(`sent-${this.#seq}`, { content, client_message_id });
      this.#messages.push(sent);
      return [201, { message: sent, answer: null }];
    }
    return [404, { code: "not_found", detail: call }];
  }

  #command(socket: WebSocket, command: Command): void {
    this.commands.push(command);
    const { id, method, params } = command;
    const send = (frame: object) => socket.send(JSON.stringify(frame));
    if (method === "connect" || method === "authenticate") {
      if (!this.tokens.has(String(params.access_token))) {
        const error = { code: "access_token_expired", message: "It has expired.", retryable: false };
        send({ id, error });
        socket.close(4400);
        return;
      }
      const login = { server_time: new Date().toISOString(), expires_at: null };
      send({ id, result: { ...login, user_id: USER, heartbeat_interval_ms: 20_000 } });
    } else if (method === "subscribe") {
      const topics = (params.topics as { topic: string }[]).map(({ topic }) => topic);
      const head_seq = (topic: string) => (topic === this.#topic() ? this.#seq : 0);
      const at = new Date().toISOString();
      const answers = topics.map((topic) => ({ topic, status: "subscribed", head_seq: head_seq(topic) }));
      send({ id, result: { topics: answers } });
      for (const topic of topics) {
        send({ topic, type: "caught_up", at, data: { head_seq: head_seq(topic) } });
      }
    } else {
      send({ id, result: {} });
    }
  }
}
