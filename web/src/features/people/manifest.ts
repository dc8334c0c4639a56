import { createRoute } from "@tanstack/react-router";
import { UserRound } from "lucide-react";
import { administration } from "@/areas/administration/area";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";

const route = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/people",
  component: lazyPage(() => import("./PeoplePage"), "PeoplePage"),
});

export const people = defineFeature({
  routes: [route],
  menu: [{ route, name: "People", icon: UserRound, order: 20, permission: "people:read" }],
});
