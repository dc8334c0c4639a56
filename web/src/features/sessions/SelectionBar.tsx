import type { ChatSession } from "@sardonyx/client";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Archive, Folder, Trash2, X } from "lucide-react";
import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { useServices } from "@/features/shared/services";
import { Button, IconButton } from "@/ui/Button";
import { useToast } from "@/ui/Toasts";
import { changeAll, sayOutcome } from "./changeAll";
import { MOST_SELECTED } from "./selection";

const MoveDialog = lazy(() => import("./MoveDialog"));

type Change = (session: ChatSession) => Promise<unknown>;

interface SelectionBarProps {
  /** All that can be chosen. */
  listed: readonly ChatSession[];
  chosen: readonly ChatSession[];
  onChoose: (sessions: readonly ChatSession[]) => void;
  onClose: () => void;
}

/** How many chats are chosen, and what can be done with them. */
export default function SelectionBar({ listed, chosen, onChoose, onClose }: SelectionBarProps) {
  const { directory } = useServices();
  const { isBusy, change, leaveIfChosen } = useChanges(chosen, onChoose, onClose);
  const [isMoving, setMoving] = useState(false);
  const bar = useRef<HTMLFieldSetElement>(null);
  useEffect(() => bar.current?.querySelector<HTMLElement>("input")?.focus(), []);
  const count = chosen.length;
  const isTooMany = count > MOST_SELECTED;
  const isBlocked = isBusy || count === 0 || isTooMany;
  const note = useId();

  return (
    <fieldset
      ref={bar}
      aria-label="Selected chats"
      className="mx-3 mt-2 shrink-0 rounded-xl border border-line bg-surface p-2"
    >
      <div className="flex items-center gap-2">
        <AllBox listed={listed} count={count} isBlocked={isBusy} onChoose={onChoose} />
        <p id={note} role="status" className="min-w-0 flex-1 text-sm">
          {isTooMany ? `${count} selected. At most ${MOST_SELECTED} at a time.` : `${count} selected`}
        </p>
        <IconButton label="Stop selecting" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="mt-1 flex flex-wrap gap-1">
        <Button
          size="small"
          look="quiet"
          disabled={isBlocked}
          onClick={() => change("Archived", archive(true), archive(false))}
        >
          <Archive aria-hidden />
          Archive
        </Button>
        <Button size="small" look="quiet" disabled={isBlocked} onClick={() => setMoving(true)}>
          <Folder aria-hidden />
          Move
        </Button>
        <Button
          size="small"
          look="quiet"
          className="text-danger!"
          disabled={isBlocked}
          onClick={() => {
            leaveIfChosen();
            void change(
              "Deleted",
              (session) => directory.remove(session),
              (session) => directory.restore(session),
            );
          }}
        >
          <Trash2 aria-hidden />
          Delete
        </Button>
      </div>
      {isMoving && (
        <Suspense>
          <MoveDialog
            description={`${count} ${count === 1 ? "chat" : "chats"}`}
            current={projectOf(chosen)}
            onMove={async (project) => {
              await change(
                "Moved",
                (session) => directory.moveTo(session, project),
                (session) =>
                  directory.moveTo({ ...session, project_id: project }, session.project_id ?? null),
              );
            }}
            onClose={() => setMoving(false)}
          />
        </Suspense>
      )}
    </fieldset>
  );

  function archive(archived: boolean): Change {
    return (session) =>
      directory.archive({ ...session, archived_at: archived ? null : session.updated_at }, archived);
  }
}

/** Changes all that are chosen. Those that failed stay chosen, the others can be undone together. */
function useChanges(
  chosen: readonly ChatSession[],
  onChoose: (sessions: readonly ChatSession[]) => void,
  onClose: () => void,
) {
  const { conversations } = useServices();
  const toast = useToast();
  const navigate = useNavigate();
  const { id } = useParams({ strict: false });
  const [isBusy, setBusy] = useState(false);

  async function undo(done: readonly ChatSession[], back: Change): Promise<void> {
    const outcome = await changeAll(done, back);
    for (const { id } of outcome.done) {
      void conversations.at(id).reload();
    }
    toast({ text: sayOutcome("Restored", outcome) });
  }

  return {
    isBusy,
    leaveIfChosen: () => {
      if (chosen.some((each) => each.id === id)) {
        void navigate({ to: "/" });
      }
    },
    change: async (verb: string, work: Change, back: Change): Promise<void> => {
      setBusy(true);
      const outcome = await changeAll(chosen, work);
      const { done, failed } = outcome;
      setBusy(false);
      toast({
        text: sayOutcome(verb, outcome),
        ...(done.length > 0 ? { action: { label: "Undo", run: () => void undo(done, back) } } : {}),
      });
      if (failed.length > 0) {
        onChoose(failed);
      } else {
        onClose();
      }
    },
  };
}

function AllBox({
  listed,
  count,
  isBlocked,
  onChoose,
}: {
  listed: readonly ChatSession[];
  count: number;
  isBlocked: boolean;
  onChoose: (sessions: readonly ChatSession[]) => void;
}) {
  return (
    <input
      type="checkbox"
      aria-label="All chats in the list"
      className="size-4 shrink-0 accent-accent"
      disabled={isBlocked}
      checked={count > 0 && count === listed.length}
      ref={(box) => {
        if (box) {
          box.indeterminate = count > 0 && count < listed.length;
        }
      }}
      onChange={(event) => onChoose(event.currentTarget.checked ? listed : [])}
    />
  );
}

/** The project of all of them; undefined where they differ. */
function projectOf(chosen: readonly ChatSession[]): string | null | undefined {
  const projects = new Set(chosen.map((each) => each.project_id ?? null));
  return projects.size === 1 ? [...projects][0] : undefined;
}
