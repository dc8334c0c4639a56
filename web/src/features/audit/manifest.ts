import { createRoute } from "@tanstack/react-router";
import { ScrollText } from "lucide-react";
import { administration } from "@/areas/administration/area";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";

const route = createRoute({
  getParentRoute: () => administration.route,
  path: "/settings/audit",
  component: lazyPage(() => import("./AuditPage"), "AuditPage"),
});

export const audit = defineFeature({
  routes: [route],
  menu: [{ route, name: "Audit log", icon: ScrollText, order: 50, permission: "audit:read" }],
});
