import type { ShortcutName } from "@sardonyx/client";
import { createContext, useContext } from "react";

/** Runs a feature's command, as its keyboard shortcut does. */
export type RunCommand = (name: ShortcutName) => void;

export const CommandsContext = createContext<RunCommand>(() => undefined);

export function useCommands(): RunCommand {
  return useContext(CommandsContext);
}
