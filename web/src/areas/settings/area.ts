import { createRoute } from "@tanstack/react-router";
import { Settings } from "lucide-react";
import type { Area } from "../area";
import { frame } from "../frame/frameRoute";
import { lazyPage } from "../root/lazyPage";

const route = createRoute({
  getParentRoute: () => frame,
  id: "_settings",
  component: lazyPage(() => import("./SettingsShell"), "SettingsShell"),
});

/** What a person sets for themselves. */
export const settings = { name: "Settings", icon: Settings, route } satisfies Area;
