import { createRoute } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/api-keys",
  component: lazyPage(() => import("./ApiKeysPage"), "ApiKeysPage"),
});

export const apiKeys = defineFeature({
  routes: [route],
  menu: [{ route, name: "API keys", icon: KeyRound, order: 40, permission: "api-keys:manage" }],
});
