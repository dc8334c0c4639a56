import { createRoute } from "@tanstack/react-router";
import { ChartColumn } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/usage",
  component: lazyPage(() => import("./UsagePage"), "UsagePage"),
});

export const usage = defineFeature({
  routes: [route],
  menu: [{ route, name: "Usage", icon: ChartColumn, order: 60, permission: "usage:read" }],
});
