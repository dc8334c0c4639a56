import { createRoute } from "@tanstack/react-router";
import { MonitorSmartphone } from "lucide-react";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { settings } from "@/areas/settings/area";

const route = createRoute({
  getParentRoute: () => settings.route,
  path: "/settings/devices",
  component: lazyPage(() => import("./DevicesPage"), "DevicesPage"),
});

export const devices = defineFeature({
  routes: [route],
  menu: [{ route, name: "Devices", icon: MonitorSmartphone, order: 40 }],
});
