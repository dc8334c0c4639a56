import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface ChatRequest {
  model: string;
  stream?: boolean;
  messages: { role: string; content: unknown }[];
}

/** A real small server that speaks the protocol of OpenAI's chat completions, and as fast as a test wants. */
export interface ModelServer {
  readonly url: string;
  /** What it answers next, and how long after one word the next is due, also in an answer that has begun. */
  answer: string;
  pauseMs: number;
  /** Refuses every call with this status when it is not null. */
  refusal: number | null;
  /** The last message of each conversation that it was asked to go on with. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function startModelServer(): Promise<ModelServer> {
  const server = createServer((request, response) => void serve(model, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const model: ModelServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    answer: "Sardonyx is a banded stone.",
    pauseMs: 5,
    refusal: null,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return model;
}

async function serve(model: ModelServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = "";
  for await (const chunk of request) {
    body += chunk;
  }
  if (model.refusal !== null) {
    response.writeHead(model.refusal, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify({ error: { message: "Incorrect API key provided.", code: "invalid_api_key" } }),
    );
    return;
  }
  const chat = JSON.parse(body) as ChatRequest;
  const last = chat.messages.at(-1)?.content;
  const asked = typeof last === "string" ? last : JSON.stringify(last);
  // Besides answers it may be asked for a title, which is no part of the conversation.
  const wantsTitle = chat.messages.some((each) => /title/i.test(JSON.stringify(each.content)));
  if (!wantsTitle) {
    model.asked.push(asked);
  }
  const text = wantsTitle ? "Of stones" : model.answer;
  if (chat.stream) {
    await stream(response, chat.model, text, () => (wantsTitle ? 0 : model.pauseMs));
  } else {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify({
        id: "1",
        object: "chat.completion",
        created: 1,
        model: chat.model,
        choices: [{ index: 0, message: { role: "assistant", content: text }, finish_reason: "stop" }],
        usage: { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 },
      }),
    );
  }
}

async function stream(
  response: ServerResponse,
  model: string,
  text: string,
  pauseMs: () => number,
): Promise<void> {
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  const send = (delta: object, finish: string | null) =>
    response.write(
      `data: ${JSON.stringify({
        id: "1",
        object: "chat.completion.chunk",
        created: 1,
        model,
        choices: [{ index: 0, delta, finish_reason: finish }],
      })}\n\n`,
    );
  send({ role: "assistant", content: "" }, null);
  // By the clock, not by a pause after each: a timer is late by a part of a millisecond every time.
  let due = performance.now();
  for (const word of text.split(/(?<=\s)/)) {
    if (response.destroyed) {
      return;
    }
    send({ content: word }, null);
    due += pauseMs();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
  }
  send({}, "stop");
  response.write(
    `data: ${JSON.stringify({
      id: "1",
      object: "chat.completion.chunk",
      created: 1,
      model,
      choices: [],
      usage: { prompt_tokens: 5, completion_tokens: 5, total_tokens: 10 },
    })}\n\n`,
  );
  response.end("data: [DONE]\n\n");
}
