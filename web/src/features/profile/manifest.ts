import { createRoute } from "@tanstack/react-router";
import { CircleUser } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { settings } from "@/areas/settings/area";

const route = createRoute({
  getParentRoute: () => settings.route,
  path: "/settings/profile",
  component: lazyPage(() => import("./ProfilePage"), "ProfilePage"),
});

export const profile = defineFeature({
  routes: [route],
  menu: [{ route, name: "Profile", icon: CircleUser, order: 10 }],
});
