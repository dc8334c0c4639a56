import { createRoute } from "@tanstack/react-router";
import { Users } from "lucide-react";
import { administration } from "@/areas/administration/area";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";

const route = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/teams",
  component: lazyPage(() => import("./TeamsPage"), "TeamsPage"),
});

const team = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/teams/$id",
  component: lazyPage(() => import("./TeamRoute"), "TeamRoute"),
});

export const teams = defineFeature({
  routes: [route, team],
  menu: [{ route, name: "Teams", icon: Users, order: 30, permission: "people:read" }],
});
