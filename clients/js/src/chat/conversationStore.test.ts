import { beforeEach, describe, expect, it, vi } from "vitest";
import { settled } from "../../test/fakeSockets.ts";
import { created, message, part, path, SESSION_ID, session, updated } from "../../test/wireExamples.ts";
import { Problem } from "../problem.ts";
import type { TopicListener } from "../realtime/topicListener.ts";
import type { Message, MessagePage, SentMessage } from "../wire.ts";
import { type ConversationPorts, ConversationStore } from "./conversationStore.ts";
import { messageRows } from "./rows.ts";

const STREAMING = message("a1", { parent_id: "q1", kind: "assistant", status: "streaming", content: "" });

/** The server as far as a conversation sees it. */
function server(messages: readonly Message[]) {
  const page: MessagePage = { data: messages, next_cursor: null, head_seq: 10 };
  let listener: TopicListener | null = null;
  const ports = {
    api: {
      sessions: { get: vi.fn(async () => session()) },
      messages: {
        page: vi.fn(async () => page),
        send: vi.fn<(session: string, message: { client_message_id: string }) => Promise<SentMessage>>(),
        show: vi.fn(async () => page),
        regenerate: vi.fn<(session: string, question: string, id: string) => Promise<SentMessage>>(),
        stop: vi.fn(async () => undefined),
      },
    },
    realtime: {
      subscribe: vi.fn((_topic: string, _after: number | null, subscriber: TopicListener) => {
        listener = subscriber;
        return { skipTo: vi.fn(), close: vi.fn() };
      }),
      command: vi.fn(async () => ({})),
    },
    newId: vi.fn(() => `client-${ports.newId.mock.calls.length}`),
    now: () => new Date(0),
    timeZone: (): string | null => "Asia/Kathmandu",
    soon: (work: () => void) => work(),
  };
  const store = new ConversationStore(SESSION_ID, ports as unknown as ConversationPorts);
  const topicListener = () => {
    if (!listener) {
      throw new Error("Not subscribed.");
    }
    return listener;
  };
  return { ports, store, topicListener };
}

const keys = (store: ConversationStore) => messageRows(store.state.get()).map((row) => row.key);

function textOf(store: ConversationStore, key: string): string | undefined {
  const row = messageRows(store.state.get()).find((each) => each.key === key);
  return row?.kind === "message" ? row.text : undefined;
}

describe("opening", () => {
  it("loads the newest page and subscribes after its head", async () => {
    const { ports, store } = server(path("q1", "a1"));
    await store.open();
    expect(keys(store)).toEqual(["q1", "a1"]);
    expect(ports.realtime.subscribe).toHaveBeenCalledWith(
      `chat_session:${SESSION_ID}`,
      10,
      expect.anything(),
    );
  });

  it("reports a session that does not exist", async () => {
    const { ports, store } = server([]);
    ports.api.messages.page.mockRejectedValue(new Problem(404, "not_found", "No."));
    await store.open();
    expect(store.state.get().status).toBe("not_found");
  });

  it("continues a streaming answer in the middle of its sentence", async () => {
    const saved = { ...STREAMING, content: "Sardonyx is a ban", part: 4 };
    const { ports, store, topicListener } = server([...path("q1"), saved]);
    await store.open();
    topicListener().onLive();
    expect(ports.realtime.command).toHaveBeenCalledWith("answers.resume", {
      session_id: SESSION_ID,
      message_id: "a1",
      after_part: 4,
    });
    expect(textOf(store, "a1")).toBe("Sardonyx is a ban");
    topicListener().onEvent(part("a1", 4, "ban"));
    topicListener().onEvent(part("a1", 5, "ded "));
    topicListener().onEvent(part("a1", 6, "stone"));
    expect(textOf(store, "a1")).toBe("Sardonyx is a banded stone");
    topicListener().onEvent(
      updated(11, { ...STREAMING, status: "complete", content: "Sardonyx is a banded stone." }),
    );
    expect(textOf(store, "a1")).toBe("Sardonyx is a banded stone.");
  });

  it("requests missed parts on a new connection", async () => {
    const { ports, store, topicListener } = server([...path("q1"), STREAMING]);
    await store.open();
    topicListener().onLive();
    topicListener().onEvent(part("a1", 1, "Hel"));
    topicListener().onLive();
    expect(ports.realtime.command).toHaveBeenLastCalledWith("answers.resume", {
      session_id: SESSION_ID,
      message_id: "a1",
      after_part: 1,
    });
  });

  it("requests a lost part", async () => {
    vi.useFakeTimers();
    const { ports, store, topicListener } = server([...path("q1"), STREAMING]);
    await store.open();
    topicListener().onEvent(part("a1", 1, "a"));
    topicListener().onEvent(part("a1", 3, "c"));
    expect(textOf(store, "a1")).toBe("a");
    await vi.advanceTimersByTimeAsync(500);
    expect(ports.realtime.command).toHaveBeenLastCalledWith(
      "answers.resume",
      expect.objectContaining({ after_part: 1 }),
    );
    topicListener().onEvent(part("a1", 2, "b"));
    expect(textOf(store, "a1")).toBe("abc");
    vi.useRealTimers();
  });

  it("reloads when the shown branch changes beyond what is loaded", async () => {
    const { ports, store, topicListener } = server(path("q1", "a1"));
    await store.open();
    topicListener().onEvent({ seq: 11, type: "branch.shown", data: { leaf_id: "elsewhere" } });
    await settled();
    expect(ports.api.messages.page).toHaveBeenCalledTimes(2);
  });
});

describe("sending", () => {
  let world: ReturnType<typeof server>;
  let arrive: (sent: SentMessage) => void;
  let fail: (error: unknown) => void;

  beforeEach(async () => {
    world = server([]);
    await world.store.open();
    world.ports.api.messages.send.mockImplementation(
      () =>
        new Promise((resolve, reject) => {
          arrive = resolve;
          fail = reject;
        }),
    );
  });

  const question = message("q1", { client_message_id: "client-1", content: "Hi" });

  it("shows the message at once, and once, whether the event or the response is first", async () => {
    const sending = world.store.send("Hi");
    expect(keys(world.store)).toEqual(["client-1", "waiting"]);
    world.topicListener().onEvent(created(11, question));
    world.topicListener().onEvent(created(12, STREAMING));
    expect(keys(world.store)).toEqual(["client-1", "a1"]);
    arrive({ message: question, answer: STREAMING });
    await sending;
    expect(keys(world.store)).toEqual(["client-1", "a1"]);
  });

  it("ignores a late response about a message that another tab has replaced", async () => {
    const sending = world.store.send("Hi");
    world.topicListener().onEvent(created(11, question));
    world.topicListener().onEvent(created(12, message("q1b")));
    arrive({ message: question, answer: null });
    await sending;
    expect(keys(world.store)).toEqual(["q1b"]);
  });

  it("that fails reports why, and is repeated with the same id", async () => {
    const first = world.store.send("Hi");
    fail(new Problem(503, "unavailable", "Not now."));
    await first;
    expect(world.store.state.get().pending[0]?.problem).toBe("Not now.");
    const second = world.store.retry("client-1");
    expect(world.store.state.get().pending[0]?.problem).toBeNull();
    arrive({ message: question, answer: null });
    await second;
    const sent = world.ports.api.messages.send.mock.calls.map(([, body]) => body.client_message_id);
    expect(sent).toEqual(["client-1", "client-1"]);
    expect(keys(world.store)).toEqual(["client-1"]);
  });

  it("that failed can be discarded", async () => {
    const sending = world.store.send("Hi");
    fail(Problem.unreachable());
    await sending;
    world.store.discard("client-1");
    expect(keys(world.store)).toEqual([]);
  });
});

describe("an edit", () => {
  it("is added below the parent of the message it replaces", async () => {
    const { ports, store } = server(path("q1", "a1", "q2", "a2"));
    await store.open();
    const edited = store.state.get().path[2];
    ports.api.messages.send.mockRejectedValue(Problem.unreachable());
    if (edited) {
      await store.edit(edited, "Better");
    }
    expect(ports.api.messages.send).toHaveBeenCalledWith(SESSION_ID, {
      client_message_id: "client-1",
      content: "Better",
      parent_id: "a1",
      time_zone: "Asia/Kathmandu",
    });
    expect(keys(store)).toEqual(["q1", "a1", "client-1"]);
  });
});

describe("another answer", () => {
  it("replaces the previous one", async () => {
    const { ports, store, topicListener } = server(path("q1", "a1"));
    await store.open();
    const again = message("a2", { parent_id: "q1", kind: "assistant", status: "streaming", content: "" });
    const [question, answer] = store.state.get().path;
    if (!question || !answer) {
      throw new Error("Nothing was loaded.");
    }
    ports.api.messages.regenerate.mockResolvedValue({ message: question, answer: again });
    const asking = store.regenerate(answer);
    expect(keys(store)).toEqual(["q1", "waiting"]);
    await asking;
    topicListener().onEvent(created(11, again));
    expect(keys(store)).toEqual(["q1", "a2"]);
    expect(store.state.get().path.at(-1)?.sibling_ids).toEqual(["a1", "a2"]);
  });

  it("that is refused keeps the previous one and reports why", async () => {
    const { ports, store } = server(path("q1", "a1"));
    await store.open();
    ports.api.messages.regenerate.mockRejectedValue(new Problem(409, "busy", "It is still answering."));
    const answer = store.state.get().path[1];
    if (answer) {
      await store.regenerate(answer);
    }
    expect(keys(store)).toEqual(["q1", "a1"]);
    expect(store.state.get().problem).toBe("It is still answering.");
  });
});

describe("the time zone", () => {
  it("goes with what is sent", async () => {
    const { ports, store } = server([]);
    await store.open();
    ports.api.messages.send.mockRejectedValue(Problem.unreachable());
    await store.send("Which day is it?");
    expect(ports.api.messages.send.mock.calls[0]?.[1]).toMatchObject({ time_zone: "Asia/Kathmandu" });
  });

  it("is left out where the server does not know it, or nobody does", async () => {
    const { ports, store } = server([]);
    await store.open();
    ports.api.messages.send
      .mockRejectedValueOnce(new Problem(422, "invalid_time_zone", "Not a time zone."))
      .mockRejectedValueOnce(Problem.unreachable());
    await store.send("Which day is it?");
    expect(ports.api.messages.send).toHaveBeenCalledTimes(2);
    expect(ports.api.messages.send.mock.calls[1]?.[1]).not.toHaveProperty("time_zone");
    expect(store.state.get().pending[0]?.problem).toBe(Problem.unreachable().message);
    ports.timeZone = () => null;
    await store.send("And now?");
    expect(ports.api.messages.send.mock.calls[2]?.[1]).not.toHaveProperty("time_zone");
  });
});
