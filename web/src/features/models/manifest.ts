import { createRoute } from "@tanstack/react-router";
import { Boxes } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/models",
  component: lazyPage(() => import("./ModelsPage"), "ModelsPage"),
});

export const models = defineFeature({
  routes: [route],
  menu: [{ route, name: "Models", icon: Boxes, order: 20, permission: "model-providers:manage" }],
});
