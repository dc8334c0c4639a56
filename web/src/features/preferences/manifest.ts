import { createRoute } from "@tanstack/react-router";
import { SlidersHorizontal } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { settings } from "@/areas/settings/area";

const route = createRoute({
  getParentRoute: () => settings.route,
  path: "/settings/preferences",
  component: lazyPage(() => import("./PreferencesPage"), "PreferencesPage"),
});

export const preferences = defineFeature({
  routes: [route],
  menu: [{ route, name: "Preferences", icon: SlidersHorizontal, order: 20 }],
  actions: () => import("./actions").then((loaded) => loaded.ACTIONS),
});
