import { createRoute } from "@tanstack/react-router";
import { LayoutGrid } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { studio } from "@/areas/studio/area";

const route = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/applications",
  component: lazyPage(() => import("./ApplicationsPage"), "ApplicationsPage"),
});

const application = createRoute({
  getParentRoute: () => studio.route,
  path: "/settings/applications/$applicationId",
  component: lazyPage(() => import("./ApplicationRoute"), "ApplicationRoute"),
});

export const applications = defineFeature({
  routes: [route, application],
  menu: [{ route, name: "Applications", icon: LayoutGrid, order: 10, permission: "applications:read" }],
});
