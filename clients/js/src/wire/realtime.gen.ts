// Generated from contract/ by scripts/generate-wire.mjs: run `npm run generate` after a change.

/** What a client sends. The schema of params is in methods/<method>.json. */
export interface Command {
  /** Chosen by the client, repeated in the reply. */
  readonly id: string | number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>> | null;
}

/** A message of a chat session, as in the HTTP API. */
export interface Message {
  readonly id: string;
  readonly session_id: string;
  readonly parent_id?: string | null;
  readonly kind: "system" | "user" | "assistant" | "tool";
  readonly status: "streaming" | "complete" | "stopped" | "interrupted" | "failed";
  readonly content: string;
  readonly error?: string | null;
  readonly model?: string | null;
  readonly token_count?: number | null;
  readonly prompt_token_count?: number | null;
  readonly client_message_id?: string | null;
  readonly sibling_ids?: readonly string[];
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly name: string;
    readonly parameters: unknown;
    readonly result?: string | null;
    readonly status: "running" | "complete" | "failed";
    readonly duration_ms?: number | null;
  }[];
  readonly created_at: string;
  readonly updated_at: string;
  /** Of an answer that is being written: the last of its parts that content has. */
  readonly part?: number | null;
}

/** A project, as in the HTTP API. */
export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What the server sends unasked. With a seq it is an event of the topic's log; without, it passes. Without a topic it concerns the connection. The schema of data is in events/<type>.json. */
export interface Push {
  readonly topic?: Topic;
  readonly seq?: number;
  readonly type: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The answer to one command, in the order of the commands. The schema of result is in methods/<method>.json. */
export interface Reply {
  readonly id: string | number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: {
    /** Stable, for programs. */
    readonly code: string;
    /** For a person. */
    readonly message: string;
    readonly retryable: boolean;
    /** Seconds. */
    readonly retry_after?: number;
  };
}

/** A chat session, as in the HTTP API. */
export interface Session {
  readonly id: string;
  readonly title?: string | null;
  readonly category?: string | null;
  readonly description?: string | null;
  readonly shared_status: "private" | "application";
  readonly persona_id?: string | null;
  readonly project_id?: string | null;
  readonly total_messages: number;
  readonly is_active: boolean;
  readonly pinned_at?: string | null;
  readonly archived_at?: string | null;
  readonly deleted_at?: string | null;
  readonly created_at: string;
  readonly updated_at: string;
  readonly user_id: string;
  readonly leaf_id?: string;
  readonly head_seq?: number | null;
  /** When something was last said in it, up to a minute earlier than that: its place in lists. */
  readonly last_activity_at: string;
}

/** What one can subscribe to. */
export type Topic = string;

/** What each method takes and returns. */
export interface Methods {
  /** Sends the parts of an answer after one that was seen as answer.part, to this socket alone; then they come as they are written. */
  readonly "answers.resume": {
    readonly params: {
      readonly session_id: string;
      readonly message_id: string;
      readonly after_part?: number | null;
    };
    readonly result: {
      readonly status: "streaming" | "complete" | "stopped" | "interrupted" | "failed";
      /** The last part that was sent. */
      readonly part?: number;
    };
  };
  /** Stops an answer that is being written, on whatever node. */
  readonly "answers.stop": {
    readonly params: {
      readonly session_id: string;
      readonly message_id: string;
    };
    readonly result: {
      readonly status: "streaming" | "complete" | "stopped" | "interrupted" | "failed";
    };
  };
  /** Renews the token in place, before it expires; the user stays the same. */
  readonly authenticate: {
    readonly params: {
      /** Without it, what came with the upgrade request counts: Authorization, X-API-Key, or the cookie of one of our own pages. */
      readonly access_token?: string | null;
      /** The application whose backend signed the token, for its users. */
      readonly publishable_key?: string | null;
    };
    readonly result: {
      readonly server_time: string;
      readonly expires_at?: string | null;
    };
  };
  /** The first command, within 5 seconds. */
  readonly connect: {
    readonly params: {
      /** Without it, what came with the upgrade request counts: Authorization, X-API-Key, or the cookie of one of our own pages. */
      readonly access_token?: string | null;
      /** The application whose backend signed the token, for its users. */
      readonly publishable_key?: string | null;
    };
    readonly result: {
      readonly connection_id: string;
      readonly user_id: string;
      readonly heartbeat_interval_ms: number;
      readonly server_time: string;
      readonly expires_at?: string | null;
    };
  };
  /** Sends a message, and starts an answer unless told otherwise. Repeated with the same client_message_id it answers with the original. */
  readonly "messages.send": {
    readonly params: {
      readonly session_id: string;
      readonly client_message_id: string;
      readonly content: string;
      /** The message that it follows; absent for the last one shown. */
      readonly parent_id?: string | null;
      readonly answer?: boolean | null;
      /** Where the sender is, as in the IANA time zone database: the assistant is told their date. UTC by default. */
      readonly time_zone?: string | null;
    };
    readonly result: {
      readonly message: Message;
      readonly answer?: Message | null;
    };
  };
  /** Asks for the heads. */
  readonly ping: {
    readonly params: Readonly<Record<string, never>>;
    readonly result: {
      readonly server_time: string;
      /** The highest number of each subscribed topic. */
      readonly heads: Readonly<Record<string, number>>;
    };
  };
  /** Listens to topics: per topic what was missed, in order, then caught_up; or snapshot_needed. On a topic that is subscribed already it begins anew. */
  readonly subscribe: {
    readonly params: {
      readonly topics: readonly {
        readonly topic: string;
        /** The last number that the client has seen; absent to begin with what comes. */
        readonly after_seq?: number | null;
      }[];
    };
    readonly result: {
      readonly topics: readonly {
        readonly topic: string;
        readonly status: "subscribed" | "not_found";
        readonly head_seq?: number | null;
      }[];
    };
  };
  /** Listens no more. */
  readonly unsubscribe: {
    readonly params: {
      readonly topics: readonly string[];
    };
    readonly result: Readonly<Record<string, never>>;
  };
}

/** The data of each type of event. */
export interface Events {
  /** A piece of an answer's text. */
  readonly "answer.part": {
    readonly message_id: string;
    readonly part: number;
    readonly text: string;
    /** True where text is everything up to and with this part, not what it adds: the parts before were lost with Redis. */
    readonly whole?: boolean;
  };
  /** Another branch of the conversation is shown. */
  readonly "branch.shown": {
    readonly leaf_id: string;
  };
  /** Everything up to head_seq was sent or is known; from here on it is live. May come again after the server repaired a hole. */
  readonly caught_up: {
    readonly head_seq: number;
  };
  /** The node ends: the socket closes with 4000, and coming back after this long spreads the load. */
  readonly draining: {
    readonly retry_after_ms: number;
  };
  /** All is well; and a head above the last number seen tells of a lost event. */
  readonly heartbeat: {
    /** The highest number of each subscribed topic. */
    readonly heads: Readonly<Record<string, number>>;
  };
  /** A message was added to the session. */
  readonly "message.created": {
    readonly message: Message;
    readonly total_messages: number;
    readonly leaf_id: string;
  };
  /** A message changed; of an answer, its final state. */
  readonly "message.updated": {
    readonly message: Message;
  };
  /** On one's own topic: what was given, to be merged; null removes. */
  readonly "preferences.updated": {
    readonly preferences: Readonly<Record<string, unknown>>;
    readonly settings: Readonly<Record<string, unknown>>;
  };
  /** On its owner's topic. */
  readonly "project.created": {
    readonly project: Project;
  };
  /** On its owner's topic; the chat sessions in it are in none from now on. */
  readonly "project.deleted": {
    readonly project_id: string;
  };
  /** On its owner's topic. */
  readonly "project.updated": {
    readonly project: Project;
  };
  /** On the owner's topic, for lists. */
  readonly "session.activity": {
    readonly session_id: string;
    readonly total_messages: number;
    readonly updated_at: string;
    readonly title: string | null;
    readonly last_activity_at: string;
  };
  /** All messages are gone. */
  readonly "session.cleared": {
    readonly leaf_id: string;
  };
  /** On the owner's topic. */
  readonly "session.created": {
    readonly session: Session;
  };
  /** On the session's topic, without content, and its owner's. */
  readonly "session.deleted": {
    readonly session?: Session;
  };
  /** On the owner's topic. */
  readonly "session.restored": {
    readonly session: Session;
  };
  /** On the session's topic and its owner's. */
  readonly "session.updated": {
    readonly session: Session;
  };
  /** What was missed cannot be sent: it is trimmed, lost, too much, or the client is ahead of the log. Read the topic's state over HTTP; events after head_seq follow. */
  readonly snapshot_needed: {
    readonly head_seq: number;
  };
  /** The topic is not yours to read any more. */
  readonly subscription_ended: {
    readonly reason: "access_lost";
  };
}
