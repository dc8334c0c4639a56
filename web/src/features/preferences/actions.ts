import type { Theme } from "@sardonyx/client";
import type { Action } from "@/features/shared/actions";
import { chooseTheme } from "@/features/shared/theme";

const THEMES: readonly (readonly [Theme, string])[] = [
  ["light", "Theme: Light"],
  ["dark", "Theme: Dark"],
  ["system", "Theme: System"],
];

export const ACTIONS: readonly Action[] = THEMES.map(([theme, name]) => ({
  name,
  kind: "action",
  keywords: "colors appearance mode",
  run: ({ services }) => {
    // Here in any case; on the other devices if it can be saved.
    chooseTheme(theme);
    services.preferences.change({ theme }).catch(() => undefined);
  },
}));
