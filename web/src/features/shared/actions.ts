import type { Me, ShortcutName } from "@sardonyx/client";
import { createContext, useContext } from "react";
import type { ToastMessage } from "@/ui/Toasts";
import type { Services } from "./services";

/** What an action works with, at the moment it is offered or run. */
export interface ActionContext {
  readonly services: Services;
  readonly me: Me;
  /** The chat that is shown; null on every other page. */
  readonly chatId: string | null;
  readonly navigate: (address: string) => void;
  readonly toast: (message: ToastMessage) => void;
  readonly runCommand: (name: ShortcutName) => void;
}

/** What the command palette offers beside chats: something to do, or a page to go to. */
export interface Action {
  readonly name: string;
  readonly kind: "action" | "page";
  /** Other words by which it is found. */
  readonly keywords?: string;
  /** Its keys, as in "Mod+Shift+O". */
  readonly keys?: string;
  /** Without one it is for everybody. */
  readonly permission?: string;
  /** Whether it makes sense now; without it, always. */
  readonly isOffered?: (context: ActionContext) => boolean;
  readonly run: (context: ActionContext) => void;
}

/** Loads the actions that the signed-in person may run. */
export type LoadActions = (me: Me) => Promise<readonly Action[]>;

export const ActionsContext = createContext<LoadActions>(async () => []);

export function useLoadActions(): LoadActions {
  return useContext(ActionsContext);
}
