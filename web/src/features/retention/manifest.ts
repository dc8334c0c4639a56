import { createRoute } from "@tanstack/react-router";
import { CalendarClock } from "lucide-react";
import { administration } from "@/areas/administration/area";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";

const route = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/retention",
  component: lazyPage(() => import("./RetentionPage"), "RetentionPage"),
});

export const retention = defineFeature({
  routes: [route],
  menu: [{ route, name: "Retention", icon: CalendarClock, order: 40, permission: "organization:manage" }],
});
