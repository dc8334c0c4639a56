import { createRoute } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { administration } from "@/areas/administration/area";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";

const route = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/organization",
  component: lazyPage(() => import("./OrganizationPage"), "OrganizationPage"),
});

export const organization = defineFeature({
  routes: [route],
  menu: [{ route, name: "Organization", icon: Building2, order: 10, permission: "organization:manage" }],
});
