import { createRoute } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { settings } from "@/areas/settings/area";

const route = createRoute({
  getParentRoute: () => settings.route,
  path: "/settings/account",
  component: lazyPage(() => import("./AccountPage"), "AccountPage"),
});

export const account = defineFeature({
  routes: [route],
  menu: [{ route, name: "Account", icon: Lock, order: 30 }],
  actions: () => import("./actions").then((loaded) => loaded.ACTIONS),
});
