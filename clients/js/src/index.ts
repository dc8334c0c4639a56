/** The part of the page that knows no framework: the server's routes, its realtime protocol, the state. */

export type * from "./adminWire.ts";
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
export { type AdminApi, adminRoutes } from "./http/adminApi.ts";
export { type Api, createApi, type ExportFormat, type MailedSession, type SearchQuery } from "./http/api.ts";
export { csrfTokenIn, HttpClient } from "./http/client.ts";
export { type EnrolledFactor, type Factor, type FactorApi, factorRoutes } from "./http/factorApi.ts";
export { localLocks, RefreshGate, storedMemory } from "./http/refresh.ts";
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
export { everyItem, firstFilled } from "./pages.ts";
export { PreferenceDirectory, type Preferences, type SendKey, type Theme } from "./preferences.ts";
export { fieldProblem, Problem, sentenceOf } from "./problem.ts";
export { RealtimeClient, type RealtimeStatus } from "./realtime/client.ts";
export type { Socket } from "./realtime/connection.ts";
export { OwnTopic } from "./realtime/ownTopic.ts";
export { Store } from "./store.ts";
export type * from "./wire.ts";
