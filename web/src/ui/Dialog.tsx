import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import { type ReactNode, useEffect } from "react";
import { Button } from "./Button";
import { cn } from "./cn";

interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  isWide?: boolean;
  /** Where what is in it grows and shrinks, so that its beginning stays in place. */
  isAtTop?: boolean;
  children: ReactNode;
}

export function Dialog({ isOpen, onClose, title, description, isWide, isAtTop, children }: DialogProps) {
  return (
    <Layer isOpen={isOpen} onClose={onClose}>
      <Primitive.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          firstIn(event.currentTarget as HTMLElement)?.focus();
        }}
        className={cn(
          "fixed left-1/2 z-50 flex max-h-[92dvh] w-[calc(100%-2rem)] -translate-x-1/2 flex-col",
          isAtTop ? "top-[10dvh]" : "top-1/2 -translate-y-1/2",
          isWide ? "max-w-3xl" : "max-w-lg",
          "rounded-2xl border border-line bg-page shadow-xl data-[state=open]:animate-fade-in",
        )}
      >
        <div className="flex items-start justify-between gap-4 px-5 pt-5 pb-3 sm:px-6 sm:pt-6">
          <div className="min-w-0">
            <Primitive.Title className="text-lg font-semibold wrap-anywhere">{title}</Primitive.Title>
            {description && (
              <Primitive.Description className="mt-1 text-sm text-pretty text-soft wrap-anywhere">
                {description}
              </Primitive.Description>
            )}
          </div>
          <Button
            look="quiet"
            size="icon"
            aria-label="Close"
            className="-mt-1 -mr-1 order-last"
            onClick={onClose}
          >
            <X aria-hidden />
          </Button>
        </div>
        {/* What it is called, and the way out, stay in sight. */}
        <div className="min-h-0 scroll-py-24 overflow-y-auto overscroll-contain rounded-b-2xl px-5 pt-1 after:block after:h-5 sm:px-6 sm:after:h-6">
          {children}
        </div>
      </Primitive.Content>
    </Layer>
  );
}

/**
 * Where one begins: in the first field, else on the first button, which is what takes nothing away.
 * Closing stands first, and is what one came for only where there is nothing else.
 */
function firstIn(dialog: HTMLElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>(
      "input:enabled:not([type=radio]), input:checked, textarea:enabled, select:enabled",
    ) ??
    dialog.querySelector<HTMLElement>("button:enabled:not([aria-label=Close])") ??
    dialog.querySelector<HTMLElement>("button")
  );
}

/** Slides in from the left over the page: the sidebar of a narrow screen. */
export function Drawer({ isOpen, onClose, title, children }: DialogProps) {
  return (
    <Layer isOpen={isOpen} onClose={onClose}>
      <Primitive.Content
        aria-describedby={undefined}
        tabIndex={-1}
        // Not the first button in it: that would look as if it had been pressed.
        onOpenAutoFocus={(event) => {
          event.preventDefault();
          (event.currentTarget as HTMLElement | null)?.focus();
        }}
        className={cn(
          "fixed inset-y-0 left-0 z-50 flex w-[min(20rem,86vw)] flex-col bg-side shadow-xl outline-none",
          "data-[state=open]:animate-slide-in",
        )}
      >
        <Primitive.Title className="sr-only">{title}</Primitive.Title>
        {children}
      </Primitive.Content>
    </Layer>
  );
}

/**
 * What is over the page while the page rests. Radix's own modal mode writes a style element to stop
 * scrolling, which the content security policy refuses; the browser's `inert` does the same and more.
 */
function Layer({ isOpen, onClose, children }: { isOpen: boolean; onClose: () => void; children: ReactNode }) {
  useEffect(() => {
    if (!isOpen) {
      return;
    }
    const page = document.getElementById("root");
    page?.setAttribute("inert", "");
    return () => page?.removeAttribute("inert");
  }, [isOpen]);
  return (
    <Primitive.Root modal={false} open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        {/* As high as what it is for: over a dialog from which another opens, too. */}
        <div aria-hidden className="fixed inset-0 z-50 animate-fade-in bg-black/40" />
        {children}
      </Primitive.Portal>
    </Primitive.Root>
  );
}
