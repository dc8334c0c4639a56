import { X } from "lucide-react";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { Button, IconButton } from "./Button";

export interface ToastMessage {
  text: string;
  action?: { label: string; run: () => void };
}

type Show = (toast: ToastMessage) => void;

const Toasts = createContext<Show | null>(null);

const SHOWN_MS = 7_000;

/** Short messages in the corner that go by themselves, such as «Deleted» with a way back. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (ToastMessage & { id: number })[]>([]);
  const show = useCallback<Show>((toast) => {
    setToasts((before) => [...before.slice(-2), { ...toast, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const close = useCallback(
    (id: number) => setToasts((before) => before.filter((each) => each.id !== id)),
    [],
  );
  return (
    <Toasts.Provider value={show}>
      {children}
      {/* There before its first message: what comes into a place that listens is read out. */}
      <section
        aria-label="Messages"
        aria-live="polite"
        className="pointer-events-none fixed bottom-24 left-1/2 z-60 w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2"
      >
        <ol className="flex flex-col gap-2">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
          ))}
        </ol>
      </section>
    </Toasts.Provider>
  );
}

function ToastCard({ toast, onClose }: { toast: ToastMessage; onClose: () => void }) {
  // Nothing goes away under the pointer, or with the focus in it.
  const [isHeld, setHeld] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time begins anew only when it is let go
  useEffect(() => {
    const timer = isHeld ? undefined : setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <li
      className="pointer-events-auto flex animate-fade-in items-center gap-2 rounded-xl border border-line bg-page py-2 pr-2 pl-4 text-sm shadow-lg"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <span className="min-w-0 flex-1">{toast.text}</span>
      {toast.action && (
        <Button
          size="small"
          look="quiet"
          className="text-accent!"
          onClick={() => {
            toast.action?.run();
            onClose();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" onClick={onClose}>
        <X />
      </IconButton>
    </li>
  );
}

export function useToast(): Show {
  const show = useContext(Toasts);
  if (!show) {
    throw new Error("useToast needs a ToastProvider.");
  }
  return show;
}
