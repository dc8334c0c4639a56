import { ArrowUp, Square } from "lucide-react";
import { type RefObject, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Button, IconButton } from "@/ui/Button";
import { cn } from "@/ui/cn";

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
}

/** Where one writes. Enter sends, Shift and Enter make a new line. */
export function Composer({
  onSend,
  onStop,
  blockedBecause = null,
  placeholder = "Write a message",
  handle,
  isFocusedAtFirst = true,
}: ComposerProps) {
  const [text, setText] = useState("");
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
      onSend(text.trim());
      setText("");
      field.current?.focus();
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
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              send();
            }
          }}
        />
        {onStop ? (
          <IconButton
            label="Stop the answer"
            look="primary"
            size="iconLarge"
            className="rounded-full"
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
            className="rounded-full"
            aria-label="Send"
            disabled={!isSendable}
          >
            <ArrowUp className="size-5!" />
          </Button>
        )}
      </div>
      <p id={hint} className="min-h-6 px-4 pt-1.5 text-center text-xs text-faint" aria-live="polite">
        {reason ?? <span className="hidden sm:inline">Enter sends · Shift + Enter makes a new line</span>}
      </p>
    </form>
  );
}
