/** Client for Sardonyx: the HTTP API, the realtime protocol, and the state of chats. It needs no framework. */

export { type ContextUse, contextUse } from "./chat/contextUse.ts";
export type { Conversation, PendingMessage } from "./chat/conversation.ts";
export { EMPTY, streamingAnswer } from "./chat/conversation.ts";
export { ConversationShelf } from "./chat/conversationShelf.ts";
export { type ConversationPorts, ConversationStore } from "./chat/conversationStore.ts";
export { type Draft, Drafts } from "./chat/drafts.ts";
export { type MarkdownBlock, markdownBlocks } from "./chat/markdownBlocks.ts";
export { withMathMarked } from "./chat/mathMarks.ts";
export { ProjectDirectory, type ProjectList } from "./chat/projectDirectory.ts";
export { type Spoken, spokenOf } from "./chat/reasoning.ts";
export { type Row, rowsOf } from "./chat/rows.ts";
export { SessionDirectory } from "./chat/sessionDirectory.ts";
export { categoriesOf, type SessionList } from "./chat/sessionList.ts";
export { type Client, type ClientOptions, createClient } from "./client.ts";
export { type AdminApi, adminRoutes } from "./http/adminApi.ts";
export { type Api, createApi, type ExportFormat, type MailedSession, type SearchQuery } from "./http/api.ts";
export { csrfTokenIn, HttpClient, type HttpOptions } from "./http/client.ts";
export { CookieCredentials, type CookieOptions, type Credentials } from "./http/credentials.ts";
export { type EnrolledFactor, type Factor, type FactorApi, factorRoutes } from "./http/factorApi.ts";
export { localLocks, RefreshGate, storedMemory } from "./http/refresh.ts";
export { TokenCredentials, type TokenOptions, type TokenProvider } from "./http/token.ts";
export { newId } from "./ids.ts";
export {
  capsOf,
  isPlain,
  SHORTCUTS,
  type Shortcut,
  type ShortcutName,
  type ShortcutPlace,
  shortcutOf,
} from "./keys/shortcuts.ts";
export type { Unsubscribe } from "./listeners.ts";
export { everyItem, firstFilled } from "./pages.ts";
export { PreferenceDirectory, type Preferences, type SendKey, type Theme } from "./preferences.ts";
export { fieldProblem, Problem, sentenceOf } from "./problem.ts";
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
export { Store } from "./store.ts";
export type * from "./wire/admin.ts";
export type { Events, Methods } from "./wire/realtime.gen.ts";
export type * from "./wire.ts";
