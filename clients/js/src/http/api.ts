import type * as wire from "../wire/http.gen.ts";
import type {
  ChatSession,
  Feedback,
  LoginSession,
  Me,
  MessagePage,
  ModelChoice,
  ModelProvider,
  NewShareLink,
  Page,
  Persona,
  PersonaDraft,
  Project,
  ProjectDraft,
  ProviderDraft,
  ProviderTest,
  Rating,
  RetentionRule,
  RetentionRun,
  SearchHits,
  SentMessage,
  SharedChat,
  ShareLink,
} from "../wire.ts";
import type { HttpClient } from "./client.ts";

const SESSIONS = "/api/v1/chat/sessions";
const AUTH = "/auth/v1";
const LOGINS = "/api/v1/login-sessions";
const PROVIDERS = "/api/v1/model-providers";
const RETENTION = "/api/v1/organization/retention";
const PREFERENCES = "/api/v1/me/preferences";
const PERSONAS = "/api/v1/personas";
const PROJECTS = "/api/v1/projects";

/** Without `parent_id` after the last message that is shown; the parent of an earlier one begins a new branch. */
export type SendMessage = Omit<wire.SendMessage, "answer">;

/** Properties that are left out stay as they are. */
export type SessionChange = wire.UpdateSession;

/** A new session. */
export interface SessionStart extends wire.CreateSession {
  /** A UUID of version 7, as of newId: a repeat returns what the first call created. */
  readonly id: string;
}

export interface SessionQuery {
  readonly archived: boolean;
  /** Those that can be restored, in place of the others. */
  readonly deleted?: boolean;
  readonly pinned?: boolean;
  readonly project_id?: string;
  readonly category?: string;
  /** Only those that everybody in the application may read. */
  readonly shared?: boolean;
  /** Sessions that others share, in place of the user's own. */
  readonly shared_with_me?: boolean;
  readonly cursor?: string | null;
  readonly limit?: number;
}

export interface SearchQuery {
  readonly q: string;
  readonly project_id?: string | null;
  readonly category?: string | null;
  readonly cursor?: string | null;
  readonly limit?: number;
}

/** JSON has every branch, Markdown only the one that is shown. */
export type ExportFormat = "json" | "markdown";

interface StoredPreferences {
  readonly preferences: Readonly<Record<string, unknown>>;
}

export interface OwnAddress {
  readonly email: string;
  readonly new_email?: string;
}

/** The routes of the HTTP API, one method each. */
export type Api = ReturnType<typeof createApi>;

export function createApi(http: HttpClient) {
  return {
    logins: loginRoutes(http),
    mailed: mailedRoutes(http),
    me: () => http.request<Me>("GET", "/api/v1/me"),
    /** Every other device is signed out. */
    changePassword: (current: string, wanted: string) =>
      http.request<void>("PUT", "/api/v1/me/password", {
        body: { current_password: current, new_password: wanted },
      }),
    /** The user's e-mail address, and the new one that is not confirmed yet. */
    address: () => http.request<OwnAddress>("GET", `${AUTH}/user`),
    /** The address changes when the link in the mail that is sent there is opened. */
    changeAddress: (email: string, password: string) =>
      http.request<OwnAddress>("PUT", `${AUTH}/user`, { body: { email, current_password: password } }),
    sessions: sessionRoutes(http),
    messages: messageRoutes(http),
    providers: providerRoutes(http),
    /** The models that the user may use, the default first. */
    models: () => http.request<Page<ModelChoice>>("GET", "/api/v1/models"),
    personas: personaRoutes(http),
    projects: projectRoutes(http),
    preferences: {
      get: () => http.request<StoredPreferences>("GET", PREFERENCES),
      change: (preferences: Record<string, unknown>) =>
        http.request<StoredPreferences>("PATCH", PREFERENCES, { body: { preferences } }),
    },
    search: (query: SearchQuery, signal?: AbortSignal) =>
      http.request<Page<SearchHits>>("GET", "/api/v1/chat/search", {
        query: { ...query },
        ...(signal ? { signal } : {}),
      }),
    /** The categories of the user's sessions. @param archived only archived ones, or only others; null for all */
    categories: (archived: boolean | null) =>
      http.request<Page<string>>("GET", "/api/v1/chat/categories", { query: { archived } }),
    feedback: feedbackRoutes(http),
    sharing: sharingRoutes(http),
    retention: {
      get: () => http.request<RetentionRule>("GET", RETENTION),
      put: (rule: RetentionRule) => http.request<RetentionRule>("PUT", RETENTION, { body: rule }),
      runs: (cursor: string | null) =>
        http.request<Page<RetentionRun>>("GET", `${RETENTION}/runs`, { query: { cursor, limit: 20 } }),
    },
    /** All of the user's sessions, or one of them, as a file. */
    exported: (format: ExportFormat, session?: string) =>
      http.download(session ? `${SESSIONS}/${session}/export` : "/api/v1/chat/export", { query: { format } }),
  };
}

function loginRoutes(http: HttpClient) {
  return {
    /** The tokens arrive as cookies that scripts cannot read. */
    signIn: (email: string, password: string) =>
      http.requestAnonymously<unknown>("POST", `${AUTH}/token`, {
        query: { grant_type: "password" },
        body: { email, password, delivery: "cookie" },
      }),
    refresh: () =>
      http.requestAnonymously<void>("POST", `${AUTH}/token`, {
        query: { grant_type: "refresh_token" },
        body: { delivery: "cookie" },
      }),
    signOut: (scope: "local" | "global") =>
      http.request<void>("POST", `${AUTH}/logout`, { query: { scope } }),
    list: (cursor: string | null) => http.request<Page<LoginSession>>("GET", LOGINS, { query: { cursor } }),
    revoke: (id: string) => http.request<void>("DELETE", `${LOGINS}/${id}`),
  };
}

/** The login that the link of a mail gives: kept in memory, not in cookies. */
export interface MailedSession {
  readonly access_token: string;
  readonly user: { readonly email: string };
}

/** For the links in mails. They act for the user of the link, whoever is signed in here. */
function mailedRoutes(http: HttpClient) {
  const signOut = ({ access_token: bearer }: MailedSession) =>
    http.requestAnonymously<void>("POST", `${AUTH}/logout`, { query: { scope: "local" }, bearer });
  return {
    recover: (email: string) =>
      http.requestAnonymously<unknown>("POST", `${AUTH}/recover`, { body: { email } }),
    redeem: (type: string, token: string) =>
      http.requestAnonymously<MailedSession>("POST", `${AUTH}/verify`, {
        body: { type, token_hash: token },
      }),
    /** @returns whether it is a user of the Workspace, who signs in to these pages */
    async choosePassword(session: MailedSession, password: string): Promise<boolean> {
      const bearer = session.access_token;
      await http.requestAnonymously("PUT", `${AUTH}/user`, { body: { password }, bearer });
      const me = await http.requestAnonymously<Me>("GET", "/api/v1/me", { bearer });
      await signOut(session);
      return me.application.is_workspace;
    },
    signOut,
  };
}

function sessionRoutes(http: HttpClient) {
  return {
    create: (start: SessionStart) => http.request<ChatSession>("POST", SESSIONS, { body: start }),
    list: (query: SessionQuery) => http.request<Page<ChatSession>>("GET", SESSIONS, { query: { ...query } }),
    get: (id: string) => http.request<ChatSession>("GET", `${SESSIONS}/${id}`),
    change: (id: string, change: SessionChange) =>
      http.request<ChatSession>("PUT", `${SESSIONS}/${id}`, { body: change }),
    remove: (id: string) => http.request<void>("DELETE", `${SESSIONS}/${id}`),
    restore: (id: string) => http.request<ChatSession>("POST", `${SESSIONS}/${id}/restore`),
  };
}

function messageRoutes(http: HttpClient) {
  const messages = (session: string) => `${SESSIONS}/${session}/messages`;
  return {
    page: (session: string, query: { cursor?: string | null; limit?: number } = {}) =>
      http.request<MessagePage>("GET", messages(session), { query }),
    send: (session: string, message: SendMessage) =>
      http.request<SentMessage>("POST", messages(session), { body: { ...message, answer: true } }),
    show: (session: string, message: string) =>
      http.request<MessagePage>("PUT", `${messages(session)}/${message}/shown`),
    regenerate: (
      session: string,
      question: string,
      clientMessageId: string,
      timeZone: string | null = null,
    ) =>
      http.request<SentMessage>("POST", `${messages(session)}/${question}/answers`, {
        body: { client_message_id: clientMessageId, ...(timeZone === null ? {} : { time_zone: timeZone }) },
      }),
    stop: (session: string, answer: string) =>
      http.request<void>("POST", `${messages(session)}/${answer}/stop`),
  };
}

function providerRoutes(http: HttpClient) {
  return {
    list: () => http.request<Page<ModelProvider>>("GET", PROVIDERS),
    create: (draft: ProviderDraft) => http.request<ModelProvider>("POST", PROVIDERS, { body: draft }),
    change: (id: string, draft: Partial<ProviderDraft>) =>
      http.request<ModelProvider>("PUT", `${PROVIDERS}/${id}`, { body: draft }),
    remove: (id: string) => http.request<void>("DELETE", `${PROVIDERS}/${id}`),
    test: (id: string) => http.request<ProviderTest>("POST", `${PROVIDERS}/${id}/test`),
  };
}

function personaRoutes(http: HttpClient) {
  return {
    list: (query: { cursor?: string | null; limit?: number } = {}) =>
      http.request<Page<Persona>>("GET", PERSONAS, { query }),
    create: (draft: PersonaDraft) => http.request<Persona>("POST", PERSONAS, { body: draft }),
    change: (id: string, draft: Partial<PersonaDraft> & { is_default?: true }) =>
      http.request<Persona>("PATCH", `${PERSONAS}/${id}`, { body: draft }),
    remove: (id: string) => http.request<void>("DELETE", `${PERSONAS}/${id}`),
  };
}

function projectRoutes(http: HttpClient) {
  return {
    list: (query: { cursor?: string | null; limit?: number } = {}) =>
      http.request<Page<Project>>("GET", PROJECTS, { query }),
    create: (draft: ProjectDraft) => http.request<Project>("POST", PROJECTS, { body: draft }),
    change: (id: string, draft: Partial<ProjectDraft>) =>
      http.request<Project>("PATCH", `${PROJECTS}/${id}`, { body: draft }),
    remove: (id: string) => http.request<void>("DELETE", `${PROJECTS}/${id}`),
  };
}

function feedbackRoutes(http: HttpClient) {
  const of = (session: string, answer: string) => `${SESSIONS}/${session}/messages/${answer}/feedback`;
  return {
    /** The user's own ratings of the answers in a session. */
    list: (session: string) => http.request<Page<Feedback>>("GET", `${SESSIONS}/${session}/feedback`),
    put: (session: string, answer: string, rating: Rating, comment?: string) =>
      http.request<Feedback>("PUT", of(session, answer), {
        body: { rating, ...(comment === undefined ? {} : { comment }) },
      }),
    remove: (session: string, answer: string) => http.request<void>("DELETE", of(session, answer)),
  };
}

function sharingRoutes(http: HttpClient) {
  const of = (session: string) => `${SESSIONS}/${session}/share`;
  return {
    get: (session: string) => http.request<ShareLink>("GET", of(session)),
    create: (session: string, link: { requires_login: boolean; expires_at: string | null }) =>
      http.request<NewShareLink>("POST", of(session), { body: link }),
    revoke: (session: string) => http.request<void>("DELETE", of(session)),
    /** The chat behind a link. Some links need no login; an expired login is renewed. */
    read: (token: string, cursor: string | null, limit: number | null = null) =>
      http.request<SharedChat>("GET", `/api/v1/shared/${encodeURIComponent(token)}`, {
        query: { cursor, limit },
      }),
  };
}
