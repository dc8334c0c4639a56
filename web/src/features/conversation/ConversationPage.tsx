import { Link } from "@tanstack/react-router";
import { useEffect, useMemo, useRef } from "react";
import { type Conversation, type ConversationStore, rowsOf, streamingAnswer } from "@/core";
import { PageHeader } from "@/features/shared/PageHeader";
import { useServices, useStore } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { Spinner } from "@/ui/Spinner";
import { Composer, type ComposerHandle } from "./Composer";
import { MessageList } from "./MessageList";

export function ConversationPage({ id }: { id: string }) {
  const { conversations } = useServices();
  const store = useMemo(() => conversations.at(id), [conversations, id]);
  const state = useStore(store.state);
  useEffect(() => {
    void store.open();
  }, [store]);

  if (state.status === "not_found") {
    return (
      <Gone
        title="There is no such chat"
        detail="It may have been deleted, or it belongs to somebody else."
      />
    );
  }
  if (state.status === "deleted") {
    return <Deleted store={store} state={state} />;
  }
  return <OpenConversation store={store} state={state} />;
}

function OpenConversation({ store, state }: { store: ConversationStore; state: Conversation }) {
  const rows = useMemo(() => rowsOf(state), [state]);
  const composer = useRef<ComposerHandle>(null);
  const answer = streamingAnswer(state);
  const isWaiting = rows.at(-1)?.kind === "waiting";
  return (
    <>
      <PageHeader title={state.session?.title ?? (state.session || rows.length > 0 ? "New chat" : "")} />
      {state.status === "loading" && rows.length === 0 ? (
        <div className="flex flex-1 items-center justify-center text-faint">
          <Spinner label="Loading the chat" />
        </div>
      ) : (
        <MessageList
          rows={rows}
          store={store}
          hasOlder={state.olderCursor !== null}
          isLoadingOlder={state.isLoadingOlder}
          isBusy={answer !== null || isWaiting}
          onEditDone={() => composer.current?.focus()}
        />
      )}
      <div className="shrink-0 px-3 sm:px-6">
        <div className="mx-auto w-full max-w-3xl">
          {state.problem && <StoreProblem store={store} state={state} sentence={state.problem} />}
          <Composer
            handle={composer}
            onSend={(content) => void store.send(content)}
            onStop={answer ? () => void store.stop(answer.id) : undefined}
            blockedBecause={blockedBecause(state, answer !== null, isWaiting)}
            placeholder="Reply"
          />
        </div>
      </div>
      <p className="sr-only" role="status">
        {answer || isWaiting ? "The answer is being written." : ""}
      </p>
    </>
  );
}

function blockedBecause(state: Conversation, isAnswering: boolean, isWaiting: boolean): string | null {
  if (state.status !== "ready") {
    return state.status === "failed" ? "The chat could not be loaded." : "The chat is still loading.";
  }
  return isAnswering || isWaiting ? "You can send this when the answer is complete, or stopped." : null;
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
    <Gone title="This chat was deleted" detail="You can bring it back for a while.">
      {session && (
        <Button onClick={() => void directory.restore(session).then(() => store.reload())}>
          Bring it back
        </Button>
      )}
    </Gone>
  );
}

function Gone({ title, detail, children }: { title: string; detail: string; children?: React.ReactNode }) {
  return (
    <>
      <PageHeader title="" />
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
