/** What the server's JSON looks like. Names are as on the wire; times are RFC 3339 in UTC. */

export type SharedStatus = "private" | "application";

export interface ChatSession {
  readonly id: string;
  readonly title: string | null;
  readonly category: string | null;
  readonly description: string | null;
  readonly shared_status: SharedStatus;
  readonly persona_id: string | null;
  readonly project_id: string | null;
  /** Absolute, never an increment. */
  readonly total_messages: number;
  readonly is_active: boolean;
  /** Since when it stands above the others. */
  readonly pinned_at?: string | null;
  readonly archived_at: string | null;
  readonly deleted_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly user_id: string;
  /** The last message of the branch that is shown; the empty root of an empty session. */
  readonly leaf_id: string;
  readonly head_seq?: number;
}

export type MessageKind = "system" | "user" | "assistant" | "tool";

export type MessageStatus = "streaming" | "complete" | "stopped" | "interrupted" | "failed";

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly parameters: unknown;
  readonly result: unknown;
  readonly status: string;
  readonly duration_ms: number | null;
}

export interface Message {
  readonly id: string;
  readonly session_id: string;
  /** Only the empty root has none. */
  readonly parent_id?: string | null;
  readonly kind: MessageKind;
  readonly status: MessageStatus;
  readonly content: string;
  /** A sentence for the reader when the status is failed. */
  readonly error?: string | null;
  readonly model?: string | null;
  readonly token_count?: number | null;
  readonly prompt_token_count?: number | null;
  /** Of an answer that is being written: the last of its parts that the content has. */
  readonly part?: number | null;
  readonly client_message_id?: string | null;
  /** All children of the parent, this one among them, oldest first; empty where nothing forks. */
  readonly sibling_ids?: readonly string[];
  readonly tool_calls?: readonly ToolCall[];
  readonly created_at: string;
  readonly updated_at: string;
}

export interface Page<T> {
  readonly data: readonly T[];
  readonly next_cursor: string | null;
}

export interface MessagePage extends Page<Message> {
  /** The newest event that this page already contains. */
  readonly head_seq: number;
}

export interface SentMessage {
  readonly message: Message;
  readonly answer: Message | null;
}

export interface User {
  readonly id: string;
  readonly email: string | null;
  readonly display_name: string | null;
  readonly username?: string | null;
  readonly avatar_url?: string | null;
  /** Somebody else knows the password: whoever made it, or whoever read the first start's output. */
  readonly must_change_password?: boolean;
}

export interface Me {
  readonly user: User;
  readonly organization: { readonly id: string; readonly name: string };
  readonly application: { readonly id: string; readonly name: string; readonly is_workspace: boolean };
  readonly role: string;
  readonly permissions: readonly string[];
  readonly login_session_id: string | null;
}

export interface LoginSession {
  readonly id: string;
  readonly user_agent: string | null;
  readonly ip_address: string | null;
  readonly created_at: string;
  readonly last_seen_at: string;
  readonly expires_at: string;
}

/** Who may use a persona: its owner alone, everyone who has the application, or those of some roles. */
export type Audience = "owner" | "everyone" | "roles";

/** What a model is asked for; null where its own default is fine. */
export interface PersonaParameters {
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly max_tokens: number | null;
}

export interface Persona {
  readonly id: string;
  /** Null: the application's. */
  readonly owner_id: string | null;
  readonly audience: Audience;
  readonly roles: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  /** Null: the organization's default. */
  readonly model_provider_id: string | null;
  readonly parameters: PersonaParameters;
  /** What one might begin a chat with. */
  readonly starters: readonly string[];
  readonly is_default: boolean;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface PersonaDraft {
  readonly audience: Audience;
  readonly roles: readonly string[];
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly model_provider_id: string | null;
  readonly parameters: PersonaParameters;
  readonly starters: readonly string[];
}

/** A folder of chat sessions, with instructions that hold for all of them. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ProjectDraft {
  readonly name: string;
  readonly description?: string;
  readonly instructions?: string;
}

/** Where something was found: UTF-16 units, as JavaScript counts. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
}

export interface SearchHit {
  readonly id: string;
  readonly kind: MessageKind;
  readonly created_at: string;
  readonly excerpt: string;
  readonly highlights: readonly Highlight[];
}

/** What was found in one session. */
export interface SearchHits {
  readonly session_id: string;
  readonly title: string | null;
  readonly archived: boolean;
  readonly title_highlights: readonly Highlight[];
  /** Newest first; empty where only the title has it. */
  readonly messages: readonly SearchHit[];
}

export type Rating = "up" | "down";

export interface Feedback {
  readonly message_id: string;
  readonly rating: Rating;
  readonly comment: string;
}

/** That a chat can be read by a secret link. */
export interface ShareLink {
  readonly session_id: string;
  /** Whether its readers must be signed in to the organization. */
  readonly requires_login: boolean;
  readonly expires_at: string | null;
  readonly created_at: string;
}

export interface NewShareLink extends ShareLink {
  /** The secret; it is told this once. */
  readonly token: string;
}

/** A chat as its link shows it: a stretch of the branch that its owner sees, oldest first. */
export interface SharedChat {
  readonly title: string | null;
  readonly description: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly data: readonly Message[];
  readonly next_cursor: string | null;
}

/** How long chats in which nothing is said are kept, and the audit log, in days; null for ever. */
export interface RetentionRule {
  readonly archive_after_days: number | null;
  readonly delete_after_days: number | null;
  /** 90 at least. */
  readonly delete_audit_events_after_days: number | null;
}

/** What was done at one time: because of the rule, or with what was deleted long enough ago. */
export interface RetentionRun {
  readonly id: string;
  readonly archived: number;
  readonly deleted: number;
  /** Removed for good, which is a run of its own. */
  readonly purged: number;
  readonly audit_events_deleted: number;
  readonly started_at: string;
  /** Null while it goes on. */
  readonly finished_at: string | null;
}

/** A model that one may have answers from. */
export interface ModelChoice {
  readonly id: string;
  readonly name: string;
  readonly model: string;
  /** How many tokens it reads and writes at once, as the server reckons. */
  readonly context_window: number;
  readonly is_default: boolean;
}

export type ProviderKind = "openai" | "anthropic" | "ollama";

export interface ModelProvider {
  readonly id: string;
  readonly name: string;
  readonly kind: ProviderKind;
  readonly base_url: string;
  readonly model: string;
  readonly has_key: boolean;
  readonly is_default: boolean;
  /** Whose chats it may answer; null for everybody's. */
  readonly roles: readonly string[] | null;
  /** Null: as its model's name tells. */
  readonly context_window: number | null;
  readonly created_at: string;
  readonly updated_at: string;
}

export interface ProviderDraft {
  readonly name: string;
  readonly kind: ProviderKind;
  readonly base_url: string;
  readonly model: string;
  /** Write only: the server never tells it again. */
  readonly key?: string;
  readonly is_default: boolean;
  readonly roles: readonly string[] | null;
  readonly context_window: number | null;
}

export interface ProviderTest {
  readonly ok: boolean;
  readonly detail: string | null;
}

/** The events of a chat session's topic and of one's own, by type. */
export interface EventData {
  "message.created": { message: Message; total_messages: number; leaf_id: string };
  "message.updated": { message: Message };
  "answer.part": { message_id: string; part: number; text: string; whole?: boolean };
  "branch.shown": { leaf_id: string };
  "session.created": { session: ChatSession };
  "session.updated": { session: ChatSession };
  "session.deleted": { session?: ChatSession };
  "session.restored": { session: ChatSession };
  "session.cleared": { leaf_id: string };
  "preferences.updated": { preferences: Readonly<Record<string, unknown>> };
  "project.created": { project: Project };
  "project.updated": { project: Project };
  "project.deleted": { project_id: string };
  "session.activity": {
    session_id: string;
    total_messages: number;
    updated_at: string;
    title: string | null;
  };
}

export type EventType = keyof EventData;

/** An event as it is delivered: typed where we know the type. Unknown types are for later versions. */
export type TopicEvent = {
  [T in EventType]: { readonly type: T; readonly data: EventData[T]; readonly seq: number | null };
}[EventType];
