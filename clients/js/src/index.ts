/** Client for Sardonyx: the HTTP API, the realtime protocol, and the state of chats. It needs no framework. */

export { type ContextUsage, contextUsage } from "./chat/contextUsage.ts";
export type { Conversation, PendingMessage } from "./chat/conversation.ts";
export { EMPTY_CONVERSATION, streamingAnswer } from "./chat/conversation.ts";
export { ConversationCache } from "./chat/conversationCache.ts";
export { type ConversationPorts, ConversationStore } from "./chat/conversationStore.ts";
export { type Draft, Drafts } from "./chat/drafts.ts";
export { type MarkdownBlock, markdownBlocks } from "./chat/markdownBlocks.ts";
export { normalizeMathDelimiters } from "./chat/mathMarks.ts";
export { ProjectDirectory, type ProjectList } from "./chat/projectDirectory.ts";
export { type ReasonedText, splitReasoning } from "./chat/reasoning.ts";
export { messageRows, type Row } from "./chat/rows.ts";
export { SessionDirectory } from "./chat/sessionDirectory.ts";
export { categoriesOf, type SessionList } from "./chat/sessionList.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export { type AdminApi, createAdminApi } from "./http/adminApi.ts";
export { type Api, createApi, type ExportFormat, type MailedSession, type SearchQuery } from "./http/api.ts";
export { HttpClient, type HttpOptions, readCsrfToken } from "./http/client.ts";
export { CookieCredentials, type CookieOptions, type Credentials } from "./http/credentials.ts";
export { createFactorApi, type EnrolledFactor, type Factor, type FactorApi } from "./http/factorApi.ts";
export { createLocalLocks, createRefreshMemory, RefreshGate } from "./http/refresh.ts";
export { TokenCredentials, type TokenOptions, type TokenProvider } from "./http/token.ts";
export { newId } from "./ids.ts";
export {
  findShortcut,
  isPlainKey,
  keyLabels,
  SHORTCUTS,
  type Shortcut,
  type ShortcutName,
  type ShortcutScope,
} from "./keys/shortcuts.ts";
export type { Unsubscribe } from "./listeners.ts";
export { firstNonEmptyPage, loadAll } from "./pages.ts";
export { PreferenceDirectory, type Preferences, type SendKey, type Theme } from "./preferences.ts";
export { errorMessage, fieldProblem, Problem } from "./problem.ts";
export {
  type ConnectParams,
  RealtimeClient,
  type RealtimeOptions,
  type RealtimeStatus,
} from "./realtime/client.ts";
export { CloseCode } from "./realtime/closeCodes.ts";
export { CommandFailed, type Socket } from "./realtime/connection.ts";
export { OwnTopic, type OwnTopicListener } from "./realtime/ownTopic.ts";
export type { TopicHandle, TopicListener } from "./realtime/topicListener.ts";
export { ServerClock } from "./serverClock.ts";
export { Store } from "./store.ts";
export { localTimeZone } from "./timeZone.ts";
export type * from "./wire/admin.ts";
export type { Events, Methods } from "./wire/realtime.gen.ts";
export type * from "./wire.ts";
