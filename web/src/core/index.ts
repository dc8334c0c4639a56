/** The part of the page that knows no framework: the server's routes, its realtime protocol, the state. */

export type * from "./adminWire";
export { type ContextUse, contextUse } from "./chat/contextUse";
export type { Conversation, PendingMessage } from "./chat/conversation";
export { EMPTY, streamingAnswer } from "./chat/conversation";
export { ConversationShelf } from "./chat/conversationShelf";
export { type ConversationPorts, ConversationStore } from "./chat/conversationStore";
export { type Draft, Drafts } from "./chat/drafts";
export { type MarkdownBlock, markdownBlocks } from "./chat/markdownBlocks";
export { withMathMarked } from "./chat/mathMarks";
export { ProjectDirectory, type ProjectList } from "./chat/projectDirectory";
export { type Spoken, spokenOf } from "./chat/reasoning";
export { type Row, rowsOf } from "./chat/rows";
export { SessionDirectory } from "./chat/sessionDirectory";
export { categoriesOf, type SessionList } from "./chat/sessionList";
export { type AdminApi, adminRoutes } from "./http/adminApi";
export { type Api, createApi, type ExportFormat, type MailedSession, type SearchQuery } from "./http/api";
export { csrfTokenIn, HttpClient } from "./http/client";
export { type EnrolledFactor, type Factor, type FactorApi, factorRoutes } from "./http/factorApi";
export { localLocks, RefreshGate, storedMemory } from "./http/refresh";
export { newId } from "./ids";
export {
  capsOf,
  isPlain,
  SHORTCUTS,
  type Shortcut,
  type ShortcutName,
  type ShortcutPlace,
  shortcutOf,
} from "./keys/shortcuts";
export { everyItem, firstFilled } from "./pages";
export { PreferenceDirectory, type Preferences, type SendKey, type Theme } from "./preferences";
export { fieldProblem, Problem, sentenceOf } from "./problem";
export { RealtimeClient, type RealtimeStatus } from "./realtime/client";
export type { Socket } from "./realtime/connection";
export { OwnTopic } from "./realtime/ownTopic";
export { Store } from "./store";
export type * from "./wire";
