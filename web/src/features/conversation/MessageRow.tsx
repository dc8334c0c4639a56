import type { ConversationStore, Row } from "@sardonyx/client";
import { memo, useState } from "react";
import { AnswerRow, WaitingRow } from "./AnswerRow";
import { EditField } from "./EditField";
import { PendingRow } from "./PendingRow";
import { QuestionRow } from "./QuestionRow";

interface MessageRowProps {
  row: Row;
  store: ConversationStore;
  isBusy: boolean;
  isReader: boolean;
  onEditDone: () => void;
}

export const MessageRow = memo(
  function MessageRow({ row, store, isBusy, isReader, onEditDone }: MessageRowProps) {
    const [isEditing, setEditing] = useState(false);
    if (row.kind === "waiting") {
      return <WaitingRow />;
    }
    if (row.kind === "pending") {
      return <PendingRow pending={row.pending} store={store} />;
    }
    const { message, text } = row;
    if (message.kind !== "user") {
      return <AnswerRow message={message} text={text} store={store} isBusy={isBusy} isReader={isReader} />;
    }
    return isEditing ? (
      <EditField
        text={text}
        isBlocked={isBusy}
        onDone={(content) => {
          setEditing(false);
          if (content !== null) {
            void store.edit(message, content);
          }
          onEditDone();
        }}
      />
    ) : (
      <QuestionRow
        message={message}
        text={text}
        store={store}
        isBusy={isBusy}
        isReader={isReader}
        onEdit={() => setEditing(true)}
      />
    );
  },
  // Rows are made anew for every part of an answer; only the one that grows is different.
  (before, after) =>
    before.isBusy === after.isBusy &&
    before.isReader === after.isReader &&
    before.store === after.store &&
    isSame(before.row, after.row),
);

function isSame(before: Row, after: Row): boolean {
  if (before.kind === "message" && after.kind === "message") {
    return before.message === after.message && before.text === after.text;
  }
  if (before.kind === "pending" && after.kind === "pending") {
    return before.pending === after.pending;
  }
  return before.kind === after.kind;
}
