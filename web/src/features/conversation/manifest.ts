import { createRoute } from "@tanstack/react-router";
import { chat } from "@/areas/chat/area";
import { sidebarActions } from "@/areas/chat/slots";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { root } from "@/areas/root/rootRoute";
import { projectComposer } from "@/features/shared/projectSlots";
import { createPart } from "@/features/shared/slots";
import { NewChatLink } from "./NewChatLink";
import { NewChatPage } from "./NewChatPage";
import { ProjectComposer } from "./ProjectComposer";

const newChat = createRoute({ getParentRoute: () => chat.route, path: "/", component: NewChatPage });

const conversationRoute = createRoute({
  getParentRoute: () => chat.route,
  path: "/chat/$id",
  validateSearch: (search): { message?: string | undefined } => ({
    message: typeof search.message === "string" ? search.message : undefined,
  }),
  component: lazyPage(() => import("./ChatRoute"), "ChatRoute"),
});

/** A chat that is read by its link, also by who is not signed in. */
const shared = createRoute({
  getParentRoute: () => root,
  path: "/shared/$token",
  component: lazyPage(() => import("./SharedChatRoute"), "SharedChatRoute"),
});

export const conversation = defineFeature({
  routes: [newChat, conversationRoute, shared],
  parts: [createPart(sidebarActions, NewChatLink, 10), createPart(projectComposer, ProjectComposer)],
  commands: [{ shortcut: "new-chat", route: newChat }],
});
