import { createRoute } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import type { Area } from "../area";
import { frame } from "../frame/frameRoute";
import { lazyPage } from "../root/lazyPage";

const route = createRoute({
  getParentRoute: () => frame,
  id: "_administration",
  component: lazyPage(() => import("./AdministrationShell"), "AdministrationShell"),
});

/** An organization, its people and its records. */
export const administration = { name: "Administration", icon: Building2, route } satisfies Area;
