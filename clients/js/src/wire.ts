/**
 * The objects of the HTTP API and the events of the realtime protocol, under the names that the package
 * exports. Their properties come from contract/ (src/wire/*.gen.ts); names are as on the wire, times are
 * RFC 3339 in UTC.
 */
import type * as http from "./wire/http.gen.ts";
import type * as realtime from "./wire/realtime.gen.ts";

/**
 * An object in a response or an event. The server writes null rather than leave a property out; the
 * contract, which allows both, marks such a property as optional.
 */
export type InResponse<T> = T extends readonly (infer E)[]
  ? readonly InResponse<E>[]
  : T extends object
    ? { readonly [K in keyof T]-?: InResponse<T[K]> }
    : T;

/** A part of a list; `next_cursor` is null in the last one. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly next_cursor: string | null;
}

// --- Chat sessions and messages -----------------------------------------------------------------

export type SharedStatus = http.ChatSession["shared_status"];

export interface ChatSession extends Omit<InResponse<http.ChatSession>, "pinned_at" | "head_seq"> {
  /** Since when it is listed above the others. */
  readonly pinned_at?: string | null;
  /** The newest event that this object contains. */
  readonly head_seq?: number | null;
}

export type MessageKind = http.ChatMessage["kind"];
export type MessageStatus = http.ChatMessage["status"];
/** `result` and `duration_ms` are null while it runs. */
export type ToolCall = InResponse<http.ToolCall>;

/** A message in a response or an event; the optional properties may be left out. */
export interface Message extends Omit<http.ChatMessage, "sibling_ids" | "tool_calls"> {
  /** All children of the parent, this one among them, oldest first; empty where nothing forks. */
  readonly sibling_ids?: readonly string[];
  readonly tool_calls?: readonly ToolCall[];
}

export interface MessagePage extends Page<Message> {
  /** The newest event that this page contains. */
  readonly head_seq: number;
}

export interface SentMessage {
  readonly message: Message;
  readonly answer: Message | null;
}

export type Highlight = http.Highlight;
export interface SearchHit extends InResponse<http.SearchHit> {
  readonly kind: MessageKind;
}
/** The matches in one session, newest first; no messages where only the title matches. */
export interface SearchHits extends InResponse<http.SearchHits> {
  readonly messages: readonly SearchHit[];
}

export type Rating = http.Feedback["rating"];
export type Feedback = Pick<http.Feedback, "message_id" | "rating" | "comment">;

export type ShareLink = InResponse<http.ShareLink>;
/** A new link; only this response has its secret. */
export interface NewShareLink extends ShareLink {
  readonly token: string;
}

/** A chat as its link shows it: a part of the branch that its owner sees, oldest first. */
export interface SharedChat extends Page<Message> {
  readonly title: string | null;
  readonly description: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

// --- The user -----------------------------------------------------------------------------------

export type User = InResponse<http.Profile>;
export type Me = InResponse<http.Me>;
export type LoginSession = InResponse<http.LoginSession>;

// --- Personas and projects ----------------------------------------------------------------------

/** Who may use a persona: its owner, everyone who has the application, or those of some roles. */
export type Audience = http.Persona["audience"];
/** Null: the model's own default. */
export type PersonaParameters = InResponse<http.PersonaParameters>;
export type Persona = InResponse<http.Persona>;
export interface PersonaDraft extends Required<Omit<http.PostPersona, "parameters">> {
  readonly parameters: PersonaParameters;
}
export type Project = InResponse<http.Project>;
export type ProjectDraft = http.PostProject;

// --- Models -------------------------------------------------------------------------------------

export type ModelChoice = InResponse<http.ModelChoice>;
export type ProviderKind = http.ProviderKind;
export type ModelProvider = InResponse<http.ModelProvider>;
/** `key` is write-only. */
export type ProviderDraft = http.PostModelProvider;
export type ProviderTest = InResponse<http.ModelTestResult>;

// --- Retention ----------------------------------------------------------------------------------

/** In days; null keeps for ever. */
export type RetentionRule = InResponse<http.RetentionRule>;
export type RetentionRun = InResponse<http.RetentionRun>;

// --- Events -------------------------------------------------------------------------------------

/** `Api`, which the object of an event has to fit: compiling fails when the two contracts part. */
type SameObject<_Event extends Api, Api> = Api;

/** Objects that events share with the HTTP API. */
interface EventObjects {
  readonly message: SameObject<InResponse<realtime.Message>, Message>;
  readonly session: SameObject<InResponse<realtime.Session>, ChatSession>;
  readonly project: SameObject<InResponse<realtime.Project>, Project>;
}

/** Events that concern the subscription or the connection; the realtime client handles them. */
type ProtocolEvent = "caught_up" | "draining" | "heartbeat" | "snapshot_needed" | "subscription_ended";

export type EventType = Exclude<keyof realtime.Events, ProtocolEvent>;

/** The data of each type of event. */
export type EventData = {
  readonly [T in EventType]: {
    readonly [K in keyof realtime.Events[T]]: K extends keyof EventObjects
      ? EventObjects[K]
      : realtime.Events[T][K];
  };
};

/** An event of a topic. `seq` is null for events that are in no log. Ignore types that you do not know. */
export type TopicEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData[T]; readonly seq: number | null };
}[EventType];
