import { X } from "lucide-react";
import { Toast as Primitive } from "radix-ui";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
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
    <Toasts.Provider value={useMemo(() => show, [show])}>
      <Primitive.Provider duration={SHOWN_MS} swipeDirection="right" label="Message">
        {children}
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} onClose={() => close(toast.id)} />
        ))}
        <Primitive.Viewport
          label="Messages ({hotkey})"
          className="fixed bottom-24 left-1/2 z-50 flex w-[min(26rem,calc(100vw-2rem))] -translate-x-1/2 flex-col gap-2 outline-none"
        />
      </Primitive.Provider>
    </Toasts.Provider>
  );
}

function ToastCard({ toast, onClose }: { toast: ToastMessage; onClose: () => void }) {
  return (
    <Primitive.Root
      onOpenChange={(open) => !open && onClose()}
      className="flex items-center gap-2 rounded-xl border border-line bg-page py-2 pr-2 pl-4 text-sm shadow-lg data-[state=open]:animate-fade-in"
    >
      <Primitive.Title className="min-w-0 flex-1">{toast.text}</Primitive.Title>
      {toast.action && (
        <Primitive.Action asChild altText={toast.action.label}>
          <Button
            size="small"
            look="quiet"
            className="text-accent hover:text-accent"
            onClick={toast.action.run}
          >
            {toast.action.label}
          </Button>
        </Primitive.Action>
      )}
      <Primitive.Close asChild>
        <IconButton label="Dismiss">
          <X />
        </IconButton>
      </Primitive.Close>
    </Primitive.Root>
  );
}

export function useToast(): Show {
  const show = useContext(Toasts);
  if (!show) {
    throw new Error("useToast needs a ToastProvider.");
  }
  return show;
}
