import type {
  ChatSession,
  LoginSession,
  Me,
  MessagePage,
  ModelProvider,
  Page,
  ProviderDraft,
  ProviderTest,
  SentMessage,
  SharedStatus,
} from "../wire";
import type { HttpClient } from "./client";

const SESSIONS = "/api/v1/chat/sessions";
const LOGINS = "/api/v1/login-sessions";
const PROVIDERS = "/api/v1/model-providers";

export interface SendMessage {
  readonly client_message_id: string;
  readonly content: string;
  /** Left out: after the last message that is shown. The parent of an earlier message: a new branch. */
  readonly parent_id?: string;
}

export interface SessionChange {
  readonly title?: string | null;
  readonly category?: string | null;
  readonly description?: string | null;
  readonly shared_status?: SharedStatus;
  readonly archived?: boolean;
}

/** The server's routes, one method each. */
export type Api = ReturnType<typeof createApi>;

export function createApi(http: HttpClient) {
  return {
    logins: loginRoutes(http),
    me: () => http.request<Me>("GET", "/api/v1/me"),
    /** Every other device is signed out. */
    changePassword: (current: string, wanted: string) =>
      http.request<void>("PUT", "/api/v1/me/password", {
        body: { current_password: current, new_password: wanted },
      }),
    sessions: sessionRoutes(http),
    messages: messageRoutes(http),
    providers: providerRoutes(http),
  };
}

function loginRoutes(http: HttpClient) {
  return {
    signIn: (email: string, password: string) =>
      http.requestAnonymously<{ id: string; user: Me["user"] }>("POST", LOGINS, {
        body: { email, password, delivery: "cookie" },
      }),
    refresh: () => http.requestAnonymously<void>("POST", `${LOGINS}/refresh`, { body: {} }),
    list: () => http.request<Page<LoginSession>>("GET", LOGINS),
    revoke: (id: string) => http.request<void>("DELETE", `${LOGINS}/${id}`),
    revokeAll: () => http.request<void>("DELETE", LOGINS),
  };
}

function sessionRoutes(http: HttpClient) {
  return {
    /** @param id a UUID of version 7 made here: a repeat returns what the first call created */
    create: (id: string) => http.request<ChatSession>("POST", SESSIONS, { body: { id } }),
    list: (query: { archived: boolean; cursor?: string | null; limit?: number }) =>
      http.request<Page<ChatSession>>("GET", SESSIONS, { query }),
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
    answerAgain: (session: string, question: string, clientMessageId: string) =>
      http.request<SentMessage>("POST", `${messages(session)}/${question}/answers`, {
        body: { client_message_id: clientMessageId },
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
