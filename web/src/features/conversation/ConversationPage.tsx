import {
  type Conversation,
  type ConversationStore,
  contextUsage,
  messageRows,
  streamingAnswer,
} from "@sardonyx/client";
import { Link } from "@tanstack/react-router";
import { Share2 } from "lucide-react";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { draftPlace } from "@/features/shared/drafts";
import { useModels } from "@/features/shared/models";
import { PageHeader } from "@/features/shared/PageHeader";
import { useMe, useServices, useStore } from "@/features/shared/services";
import { useShortcuts } from "@/features/shared/shortcuts";
import { Button, IconButton } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { Composer, type ComposerHandle } from "./Composer";
import { ContextGauge } from "./ContextGauge";
import { MessageList, type MessageListHandle } from "./MessageList";
import { useAnswerAnnouncements } from "./useAnswerAnnouncements";
import { useMessageShown } from "./useMessageShown";

const ShareDialog = lazy(() => import("@/features/shared/ShareDialog"));

/** @param messageId the message to go to, where one came to see that */
export function ConversationPage({ id, messageId }: { id: string; messageId: string | null }) {
  const { conversations } = useServices();
  const store = useMemo(() => conversations.at(id), [conversations, id]);
  const state = useStore(store.state);
  useEffect(() => {
    void store.open();
  }, [store]);

  if (state.status === "not_found") {
    return <Gone title="Chat not found" detail="It was deleted, or you do not have access to it." />;
  }
  if (state.status === "deleted") {
    return <Deleted store={store} state={state} />;
  }
  return <OpenConversation store={store} state={state} messageId={messageId} />;
}

interface OpenConversationProps {
  store: ConversationStore;
  state: Conversation;
  messageId: string | null;
}

function OpenConversation({ store, state, messageId }: OpenConversationProps) {
  const rows = useMemo(() => messageRows(state), [state]);
  const composer = useRef<ComposerHandle>(null);
  const list = useRef<MessageListHandle>(null);
  const { drafts, preferences } = useServices();
  const { sendKey } = useStore(preferences.values);
  const me = useMe();
  const draft = useMemo(() => drafts.at(draftPlace(me, store.id)), [drafts, me, store.id]);
  const models = useModels();
  const use = useMemo(() => contextUsage(state.path, models), [state.path, models]);
  const answer = streamingAnswer(state);
  const isWaiting = rows.at(-1)?.kind === "waiting";
  useAnswerAnnouncements(state);
  useMessageShown(messageId, store, list);
  const [isSharing, setSharing] = useState(false);
  // Shared by another user of the application: read only.
  const isReader = state.session !== null && state.session.user_id !== me.user.id;
  useShortcuts({
    write: () => composer.current?.focus(),
    "message-before": () => list.current?.move(-1),
    "message-after": () => list.current?.move(1) === false && composer.current?.focus(),
  });
  return (
    <>
      <PageHeader
        title={state.session?.title ?? "New chat"}
        isQuiet={state.status === "loading" && rows.length === 0}
      >
        {state.session && !isReader && (
          <IconButton label="Share" size="iconLarge" onClick={() => setSharing(true)}>
            <Share2 />
          </IconButton>
        )}
      </PageHeader>
      {isSharing && state.session && (
        <Suspense>
          <ShareDialog session={state.session} onClose={() => setSharing(false)} />
        </Suspense>
      )}
      {state.status === "loading" && rows.length === 0 ? (
        <div className="flex flex-1 items-center justify-center text-faint">
          <Spinner label="Loading chat" />
        </div>
      ) : (
        <MessageList
          rows={rows}
          store={store}
          hasOlder={state.olderCursor !== null}
          isLoadingOlder={state.isLoadingOlder}
          isBusy={answer !== null || isWaiting}
          isReader={isReader}
          onEditDone={() => composer.current?.focus()}
          handle={list}
        />
      )}
      <div className="shrink-0 px-3 sm:px-6">
        <div className="mx-auto w-full max-w-3xl">
          {state.problem && <StoreProblem store={store} state={state} sentence={state.problem} />}
          {isReader ? (
            <p className="pb-5 text-center text-sm text-soft">
              This chat is shared with you. You can read it, and new messages appear here.
            </p>
          ) : (
            <Composer
              handle={composer}
              draft={draft}
              sendKey={sendKey}
              onEditLast={() => list.current?.editLast()}
              aside={use && <ContextGauge use={use} />}
              onSend={(content) => void store.send(content)}
              onStop={answer ? () => void store.stop(answer.id) : undefined}
              blockedBecause={blockedBecause(state, answer !== null, isWaiting)}
              placeholder="Reply"
            />
          )}
        </div>
      </div>
    </>
  );
}

function blockedBecause(state: Conversation, isAnswering: boolean, isWaiting: boolean): string | null {
  if (state.status !== "ready") {
    return state.status === "failed" ? "The chat could not be loaded." : "The chat is still loading.";
  }
  return isAnswering || isWaiting ? "You can send this when the answer is complete or stopped." : null;
}

function StoreProblem({
  store,
  state,
  sentence,
}: {
  store: ConversationStore;
  state: Conversation;
  sentence: string;
}) {
  const isLoaded = state.status === "ready";
  return (
    <Notice
      className="mb-2"
      action={
        <Button size="small" onClick={() => (isLoaded ? store.dismissProblem() : void store.reload())}>
          {isLoaded ? "Dismiss" : "Try again"}
        </Button>
      }
    >
      {sentence}
    </Notice>
  );
}

function Deleted({ store, state }: { store: ConversationStore; state: Conversation }) {
  const { directory } = useServices();
  const session = state.session;
  return (
    <Gone title="This chat was deleted" detail="You can restore it for some weeks.">
      {session && (
        <Button onClick={() => void directory.restore(session).then(() => store.reload())}>Restore</Button>
      )}
    </Gone>
  );
}

function Gone({ title, detail, children }: { title: string; detail: string; children?: React.ReactNode }) {
  return (
    <>
      <PageHeader title="Chat" isQuiet />
      <div className="flex flex-1 flex-col items-center justify-center gap-3 px-6 pb-24 text-center">
        <h2 className="text-xl font-semibold">{title}</h2>
        <p className="text-soft">{detail}</p>
        {children}
        <Link to="/" className="mt-2 text-accent underline underline-offset-4">
          Start a new chat
        </Link>
      </div>
    </>
  );
}
