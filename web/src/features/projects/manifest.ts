import { createRoute } from "@tanstack/react-router";
import { chat } from "@/areas/chat/area";
import { sidebarLists } from "@/areas/chat/slots";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { createPart } from "@/features/shared/slots";
import { ProjectLinks } from "./ProjectLinks";

const route = createRoute({
  getParentRoute: () => chat.route,
  path: "/projects/$id",
  component: lazyPage(() => import("./ProjectRoute"), "ProjectRoute"),
});

export const projects = defineFeature({
  routes: [route],
  parts: [createPart(sidebarLists, ProjectLinks, 10)],
});
