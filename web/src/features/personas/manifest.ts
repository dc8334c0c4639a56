import { createRoute } from "@tanstack/react-router";
import { Bot } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/personas",
  component: lazyPage(() => import("./PersonasPage"), "PersonasPage"),
});

export const personas = defineFeature({
  routes: [route],
  menu: [{ route, name: "Personas", icon: Bot, order: 30 }],
});
