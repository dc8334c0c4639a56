import { createRoute } from "@tanstack/react-router";
import { Hammer } from "lucide-react";
import type { Area } from "../area";
import { frame } from "../frame/frameRoute";
import { lazyPage } from "../root/lazyPage";

const route = createRoute({
  getParentRoute: () => frame,
  id: "_studio",
  component: lazyPage(() => import("./StudioShell"), "StudioShell"),
});

/** What an organization builds. */
export const studio = { name: "Studio", icon: Hammer, route } satisfies Area;
