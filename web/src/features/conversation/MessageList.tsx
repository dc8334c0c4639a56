import type { ConversationStore, Row } from "@sardonyx/client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from "react";
import { IconButton } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { MessageRow } from "./MessageRow";
import { useRowFocus } from "./useRowFocus";

/** This near to the end one reads along; further up one is left alone. */
const NEAR_END = 72;
/** Older messages are fetched when so many pixels are left above. */
const NEAR_START = 800;

export interface MessageListHandle {
  /** Moves the focus to the message before or after; false when there is none that way. */
  move(by: -1 | 1): boolean;
  editLast(): void;
  /** Goes to a message that is loaded. */
  show(messageId: string): void;
}

interface MessageListProps {
  rows: readonly Row[];
  store: ConversationStore;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  /** Something is being answered: nothing can be edited or asked for again. */
  isBusy: boolean;
  /** It is somebody else's: there is nothing to do with a message but to read and to copy it. */
  isReader: boolean;
  onEditDone: () => void;
  handle?: RefObject<MessageListHandle | null>;
}

/** The messages: only those in sight are in the document, however many there are. */
export function MessageList({
  rows,
  store,
  hasOlder,
  isLoadingOlder,
  isBusy,
  isReader,
  onEditDone,
  handle,
}: MessageListProps) {
  const box = useRef<HTMLDivElement>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => estimate(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_END,
    overscan: 4,
    paddingStart: 24,
    paddingEnd: 24,
  });
  const focus = useRowFocus(box, virtual, rows);
  useImperativeHandle(handle, () => ({ move: focus.move, editLast: focus.editLast, show: focus.show }));

  const isEmpty = rows.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as soon as there is something to show
  useLayoutEffect(() => virtual.scrollToEnd(), [isEmpty]);
  // What one sends oneself is what one wants to see, wherever one was reading.
  const lastSent = rows.findLast((row) => row.kind === "pending")?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each message sent
  useEffect(() => {
    if (lastSent) {
      virtual.scrollToEnd();
    }
  }, [lastSent]);

  function onScroll() {
    const element = box.current;
    if (!element) {
      return;
    }
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight <= NEAR_END);
    if (element.scrollTop < NEAR_START && hasOlder) {
      void store.loadOlder();
    }
  }
  // A first page that does not fill the window cannot be scrolled.
  useEffect(() => {
    if (hasOlder && !isLoadingOlder && virtual.getTotalSize() < (box.current?.clientHeight ?? 0)) {
      void store.loadOlder();
    }
  });

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={box}
        role="log"
        aria-live="off"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled with the keyboard
        tabIndex={0}
        className="h-full overflow-y-auto outline-offset-[-2px] [overflow-anchor:none]"
        onScroll={onScroll}
        onKeyDown={focus.onKeyDown}
      >
        {isLoadingOlder && (
          <div className="absolute inset-x-0 top-2 z-10 flex justify-center text-faint">
            <Spinner label="Loading older messages" />
          </div>
        )}
        <div className="relative mx-auto w-full max-w-3xl" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 top-0 px-3 sm:px-6"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <MessageRow
                    row={row}
                    store={store}
                    isBusy={isBusy}
                    isReader={isReader}
                    onEditDone={onEditDone}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
      {!isAtEnd && (
        <div className="absolute inset-x-0 bottom-3 flex justify-center">
          <IconButton
            label="Jump to latest"
            look="plain"
            size="iconLarge"
            className="rounded-full! shadow-md"
            onClick={() => virtual.scrollToEnd({ behavior: "auto" })}
          >
            <ArrowDown />
          </IconButton>
        </div>
      )}
    </div>
  );
}

/** Before it is measured. Near enough that the bar does not jump much. */
function estimate(row: Row | undefined): number {
  if (!row || row.kind === "waiting") {
    return 56;
  }
  const text = row.kind === "message" ? row.text : row.pending.content;
  return 72 + Math.ceil(text.length / 80) * 28;
}
