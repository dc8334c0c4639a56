import { type Draft, findShortcut, type SendKey } from "@sardonyx/client";
import { ArrowUp, Square } from "lucide-react";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
} from "react";
import { withoutBlankEnds } from "@/features/shared/blankEnds";
import { isComposing } from "@/features/shared/composition";
import { isMac } from "@/features/shared/shortcuts";
import { Button, IconButton } from "@/ui/Button";
import { cn } from "@/ui/cn";
import { useDraft } from "./useDraft";

const LONGEST = 100_000;

export interface ComposerHandle {
  focus(): void;
}

interface ComposerProps {
  onSend: (content: string) => void;
  /** Ends the answer under way; absent when there is none. */
  onStop?: (() => void) | undefined;
  /** Why nothing can be sent now. */
  blockedBecause?: string | null;
  placeholder?: string;
  handle?: RefObject<ComposerHandle | null>;
  isFocusedAtFirst?: boolean;
  /** Where what is written and not sent is kept; left out, it is not. */
  draft?: Draft;
  onEditLast?: () => void;
  /** What sends; the other one of the two makes a new line. */
  sendKey?: SendKey;
  /** Stands below, beside the hint. */
  aside?: ReactNode;
}

const HINTS: Readonly<Record<SendKey, string>> = {
  enter: "Enter to send · Shift + Enter for a new line",
  mod_enter: `${isMac ? "⌘" : "Ctrl"} + Enter sends · Enter makes a new line`,
};

/** Where one writes. Enter sends, Shift and Enter make a new line. */
export function Composer({
  onSend,
  onStop,
  blockedBecause = null,
  placeholder = "Write a message",
  handle,
  isFocusedAtFirst = true,
  draft,
  onEditLast,
  sendKey = "enter",
  aside,
}: ComposerProps) {
  const [text, setText] = useDraft(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const hint = useId();
  useImperativeHandle(handle, () => ({ focus: () => field.current?.focus() }), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears
  useEffect(() => {
    if (isFocusedAtFirst && matchMedia("(pointer: fine)").matches) {
      field.current?.focus();
    }
  }, []);

  const isTooLong = text.length > LONGEST;
  const isSendable = text.trim() !== "" && blockedBecause === null && !isTooLong;
  const reason = isTooLong
    ? `That is ${text.length - LONGEST} characters too long.`
    : text.trim() !== ""
      ? blockedBecause
      : null;

  function send() {
    if (isSendable) {
      setText("");
      onSend(withoutBlankEnds(text));
      field.current?.focus();
    }
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event.nativeEvent)) {
      return;
    }
    const isMod = isMac ? event.metaKey : event.ctrlKey;
    if (event.key === "Enter" && (sendKey === "enter" ? !event.shiftKey : isMod)) {
      event.preventDefault();
      send();
      return;
    }
    const name = findShortcut(event, "writing", isMac);
    if (name === "stop" && onStop) {
      event.preventDefault();
      onStop();
    } else if (name === "edit-last" && text === "" && onEditLast) {
      event.preventDefault();
      onEditLast();
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        className={cn(
          "flex items-end gap-2 rounded-3xl border border-line bg-surface p-2 pl-4 shadow-sm transition-colors",
          "focus-within:border-faint",
        )}
      >
        <textarea
          ref={field}
          value={text}
          rows={1}
          aria-label="Message"
          aria-describedby={hint}
          placeholder={placeholder}
          // It grows with the text: field-sizing where the browser has it, rows elsewhere.
          className="field-sizing-content max-h-[40dvh] min-h-9 w-full resize-none bg-transparent py-1.5 outline-none placeholder:text-faint"
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {onStop ? (
          <IconButton
            label="Stop generating"
            look="primary"
            size="iconLarge"
            className="rounded-full!"
            onClick={() => {
              onStop();
              // The button is about to go: the focus would be lost with it.
              field.current?.focus();
            }}
          >
            <Square className="size-3.5! fill-current" />
          </IconButton>
        ) : (
          <Button
            type="submit"
            look="primary"
            size="iconLarge"
            className="rounded-full!"
            aria-label="Send"
            disabled={!isSendable}
          >
            <ArrowUp className="size-5!" />
          </Button>
        )}
      </div>
      <div className="flex min-h-7 items-center gap-3 px-4 text-xs text-faint">
        <p id={hint} className="min-w-0 flex-1" aria-live="polite">
          {reason ?? <span className="hidden sm:inline">{HINTS[sendKey]}</span>}
        </p>
        {aside}
      </div>
    </form>
  );
}
