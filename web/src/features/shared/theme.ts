import type { Theme } from "@sardonyx/client";
import { useEffect, useSyncExternalStore } from "react";
import { readStored, writeStored } from "./storage";

const KEY = "sardonyx.theme";
const listeners = new Set<() => void>();

/** The chosen theme, in step with the other tabs. public/theme.js applies it before the first paint. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current);
}

export function chooseTheme(theme: Theme): void {
  if (theme === current()) {
    return;
  }
  writeStored(KEY, theme);
  apply();
  for (const listener of listeners) {
    listener();
  }
}

/** Follows the system and the other tabs for as long as the page is open. */
export function useThemeApplied(): void {
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", apply);
    const unsubscribe = subscribe(apply);
    return () => {
      system.removeEventListener("change", apply);
      unsubscribe();
    };
  }, []);
}

function current(): Theme {
  const stored = readStored(KEY);
  return stored === "light" || stored === "dark" ? stored : "system";
}

function apply(): void {
  const theme = current();
  const isDark =
    theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", isDark);
}

function subscribe(listener: () => void): () => void {
  const onStorage = (event: StorageEvent) => event.key === KEY && listener();
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}
