import type { Api } from "../http/api.ts";
import { errorMessage, Problem } from "../problem.ts";
import type { RealtimeClient } from "../realtime/client.ts";
import type { TopicHandle } from "../realtime/topicListener.ts";
import { Store } from "../store.ts";
import type { EventData, Message, TopicEvent } from "../wire.ts";
import { AnswerParts } from "./answerParts.ts";
import * as reduce from "./conversation.ts";

export interface ConversationPorts {
  readonly api: Pick<Api, "sessions" | "messages">;
  readonly realtime: Pick<RealtimeClient, "subscribe" | "command">;
  readonly newId: () => string;
  readonly now: () => Date;
  /** Where the user is, as in the IANA time zone database; null where that is not known. */
  readonly timeZone: () => string | null;
  /** Runs work after a short delay, so that many parts of an answer become one change. */
  readonly soon: (work: () => void) => void;
}

const RESUME_AFTER_MS = 400;

/** Keeps one chat session complete and current, and sends the user's messages. */
export class ConversationStore {
  readonly id: string;
  readonly state = new Store<reduce.Conversation>(reduce.EMPTY_CONVERSATION);
  readonly #ports: ConversationPorts;
  readonly #parts = new Map<string, AnswerParts>();
  /** Ids of messages that events brought: a response that arrives later has an older state of them. */
  readonly #receivedByEvent = new Set<string>();
  #handle: TopicHandle | null = null;
  #loading: Promise<void> | null = null;
  #isLoadRequested = false;
  #isPaintRequested = false;
  #resume: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(id: string, ports: ConversationPorts) {
    this.id = id;
    this.#ports = ports;
  }

  /** Loads the newest page and subscribes until closed. Does nothing when it is open. */
  open(): Promise<void> {
    return this.#handle ? Promise.resolve() : this.#load();
  }

  /** Loads the newest page again: after a failure, or when the session was restored. */
  reload(): Promise<void> {
    return this.#load();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#resume);
    this.#handle?.close();
    this.#handle = null;
  }

  async loadOlder(): Promise<void> {
    const { olderCursor, isLoadingOlder } = this.state.get();
    if (!olderCursor || isLoadingOlder) {
      return;
    }
    this.#change((state) => ({ ...state, isLoadingOlder: true }));
    try {
      const page = await this.#ports.api.messages.page(this.id, { cursor: olderCursor });
      this.#change((state) =>
        // The newest page may have been loaded meanwhile: then the cursor differs and this page does not fit.
        state.olderCursor === olderCursor
          ? reduce.withOlder(state, page)
          : { ...state, isLoadingOlder: false },
      );
    } catch (error) {
      this.#change((state) => ({ ...state, isLoadingOlder: false, problem: errorMessage(error) }));
    }
  }

  send(content: string): Promise<void> {
    return this.#sendPending(content, null);
  }

  /** Sends another message in place of this one, as a new branch. */
  edit(message: Message, content: string): Promise<void> {
    return this.#sendPending(content, message.parent_id ?? null);
  }

  /** Sends a failed message again, with the same id, so that it is created at most once. */
  async retry(clientMessageId: string): Promise<void> {
    const pending = this.state.get().pending.find((each) => each.clientMessageId === clientMessageId);
    if (!pending) {
      return;
    }
    this.#change((state) => reduce.withProblemOf(state, clientMessageId, null));
    try {
      const sent = await this.#withTimeZone((timeZone) =>
        this.#ports.api.messages.send(this.id, {
          client_message_id: clientMessageId,
          content: pending.content,
          ...(pending.parentId === null ? {} : { parent_id: pending.parentId }),
          ...(timeZone === null ? {} : { time_zone: timeZone }),
        }),
      );
      this.#change((state) => {
        const confirmed = reduce.withoutPending(state, clientMessageId);
        return this.#receivedByEvent.has(sent.message.id) ? confirmed : reduce.withSent(confirmed, sent);
      });
    } catch (error) {
      this.#change((state) => reduce.withProblemOf(state, clientMessageId, errorMessage(error)));
    }
  }

  discard(clientMessageId: string): void {
    this.#change((state) => reduce.withoutPending(state, clientMessageId));
  }

  /** Requests another answer to the same question. */
  async regenerate(answer: Message): Promise<void> {
    const questionId = answer.parent_id;
    if (!questionId || this.state.get().pendingAnswer) {
      return;
    }
    const clientMessageId = this.#ports.newId();
    this.#change((state) => ({ ...state, pendingAnswer: { questionId, clientMessageId }, problem: null }));
    try {
      const { answer } = await this.#withTimeZone((timeZone) =>
        this.#ports.api.messages.regenerate(this.id, questionId, clientMessageId, timeZone),
      );
      if (answer && !this.#receivedByEvent.has(answer.id)) {
        this.#change((state) => reduce.withResponse(state, answer));
      }
    } catch (error) {
      this.#change((state) => ({ ...state, pendingAnswer: null, problem: errorMessage(error) }));
    }
  }

  async showBranch(messageId: string): Promise<void> {
    try {
      const page = await this.#ports.api.messages.show(this.id, messageId);
      this.#change((state) => reduce.withPage({ ...state, problem: null }, page));
      this.#handle?.skipTo(page.head_seq);
      this.#resumeAnswers();
    } catch (error) {
      this.#fail(error);
    }
  }

  async stop(answerId: string): Promise<void> {
    try {
      await this.#ports.api.messages.stop(this.id, answerId);
    } catch (error) {
      this.#fail(error);
    }
  }

  dismissProblem(): void {
    this.#change((state) => ({ ...state, problem: null }));
  }

  async #sendPending(content: string, parentId: string | null): Promise<void> {
    const clientMessageId = this.#ports.newId();
    const createdAt = this.#ports.now().toISOString();
    this.#change((state) => ({
      ...state,
      problem: null,
      pending: [...state.pending, { clientMessageId, content, parentId, createdAt, problem: null }],
    }));
    await this.retry(clientMessageId);
  }

  /** A zone that only this device has heard of is left out: the date of UTC is better than no answer. */
  async #withTimeZone<T>(call: (timeZone: string | null) => Promise<T>): Promise<T> {
    const timeZone = this.#ports.timeZone();
    try {
      return await call(timeZone);
    } catch (error) {
      if (timeZone !== null && error instanceof Problem && error.code === "invalid_time_zone") {
        return call(null);
      }
      throw error;
    }
  }

  /** One load at a time; a request during a load starts another one after it. */
  #load(): Promise<void> {
    this.#isLoadRequested = true;
    this.#loading ??= this.#loadWhileRequested().finally(() => {
      this.#loading = null;
    });
    return this.#loading;
  }

  async #loadWhileRequested(): Promise<void> {
    while (this.#isLoadRequested && !this.#isClosed) {
      this.#isLoadRequested = false;
      try {
        const [session, page] = await Promise.all([
          this.#ports.api.sessions.get(this.id),
          this.#ports.api.messages.page(this.id),
        ]);
        this.#change((state) => reduce.withPage({ ...state, session, problem: null }, page));
        this.#subscribeAfter(page.head_seq);
      } catch (error) {
        this.#loadFailed(error);
      }
    }
  }

  #loadFailed(error: unknown): void {
    const isGone = error instanceof Problem && error.status === 404;
    this.#change((state) => {
      if (isGone) {
        return { ...state, status: state.status === "deleted" ? "deleted" : "not_found" };
      }
      const status = state.status === "ready" ? "ready" : "failed";
      return { ...state, status, problem: errorMessage(error) };
    });
  }

  #subscribeAfter(headSeq: number): void {
    if (this.#isClosed) {
      return;
    }
    if (this.#handle) {
      this.#handle.skipTo(headSeq);
      this.#resumeAnswers();
      return;
    }
    this.#handle = this.#ports.realtime.subscribe(`chat_session:${this.id}`, headSeq, {
      onEvent: (event) => this.#receive(event),
      onLive: () => this.#resumeAnswers(),
      onSnapshotNeeded: () => void this.#load(),
      onNotFound: () => void this.#load(),
    });
  }

  #receive(event: TopicEvent): void {
    if (event.type === "answer.part") {
      this.#receivePart(event.data);
      return;
    }
    if (event.type === "message.created" || event.type === "message.updated") {
      this.#receivedByEvent.add(event.data.message.id);
    }
    const { state, isStale } = reduce.withEvent(this.state.get(), event);
    this.state.set(state);
    if (event.type === "message.updated" && event.data.message.status !== "streaming") {
      this.#parts.delete(event.data.message.id);
    }
    if (isStale) {
      void this.#load();
    }
  }

  #receivePart({ message_id, part, text, whole }: EventData["answer.part"]): void {
    const message = this.state.get().path.find((each) => each.id === message_id);
    if (message && message.status !== "streaming") {
      return;
    }
    const parts = this.#partsOf(message_id);
    if (whole) {
      parts.beginAfter(part, text);
    } else {
      parts.accept(part, text);
    }
    this.#paintSoon();
    if (parts.hasHole) {
      this.#resumeSoon();
    }
  }

  #partsOf(messageId: string): AnswerParts {
    const parts = this.#parts.get(messageId) ?? new AnswerParts();
    this.#parts.set(messageId, parts);
    return parts;
  }

  #paintSoon(): void {
    if (this.#isPaintRequested) {
      return;
    }
    this.#isPaintRequested = true;
    this.#ports.soon(() => {
      this.#isPaintRequested = false;
      const texts = [...this.#parts].map(([id, parts]) => [id, parts.text] as const);
      this.#change((state) => ({ ...state, partial: Object.fromEntries(texts) }));
    });
  }

  #resumeSoon(): void {
    this.#resume ??= setTimeout(() => {
      this.#resume = undefined;
      if ([...this.#parts.values()].some((parts) => parts.hasHole)) {
        this.#resumeAnswers();
      }
    }, RESUME_AFTER_MS);
  }

  /** Parts are in no event log: missed parts of a streaming answer are requested by number. */
  #resumeAnswers(): void {
    for (const message of this.state.get().path.filter((each) => each.status === "streaming")) {
      const parts = this.#partsOf(message.id);
      parts.beginAfter(message.part ?? 0, message.content);
      this.#ports.realtime
        .command("answers.resume", { session_id: this.id, message_id: message.id, after_part: parts.last })
        // This runs again on the next connection.
        .catch(() => undefined);
    }
  }

  #fail(error: unknown): void {
    this.#change((state) => ({ ...state, problem: errorMessage(error) }));
  }

  #change(change: (state: reduce.Conversation) => reduce.Conversation): void {
    if (!this.#isClosed) {
      this.state.update(change);
    }
  }
}
