/** The part of the page that knows no framework: the server's routes, its realtime protocol, the state. */

export type { Conversation, PendingMessage } from "./chat/conversation";
export { EMPTY, streamingAnswer } from "./chat/conversation";
export { ConversationShelf } from "./chat/conversationShelf";
export { type ConversationPorts, ConversationStore } from "./chat/conversationStore";
export { type Row, rowsOf } from "./chat/rows";
export { SessionDirectory } from "./chat/sessionDirectory";
export type { SessionList } from "./chat/sessionList";
export { type Api, createApi } from "./http/api";
export { cookie, HttpClient } from "./http/client";
export { localLocks, RefreshGate, storedMemory } from "./http/refresh";
export { newId } from "./ids";
export { Problem, sentenceOf } from "./problem";
export { RealtimeClient, type RealtimeStatus } from "./realtime/client";
export type { Socket } from "./realtime/connection";
export { Store } from "./store";
export type * from "./wire";
