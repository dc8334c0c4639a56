import { createRoute, createRouter } from "@tanstack/react-router";
import { NewChatPage } from "@/features/conversation/NewChatPage";
import type { Services } from "@/features/shared/services";
import { inside } from "./appRoute";
import { lazyPage } from "./lazyPage";
import { FailedPart } from "./ProblemPages";
import { root } from "./rootRoute";
import { settingsRoutes } from "./settingsRoutes";
import { signInRoutes } from "./signInRoutes";

const newChat = createRoute({ getParentRoute: () => inside, path: "/", component: NewChatPage });

const chat = createRoute({
  getParentRoute: () => inside,
  path: "/chat/$id",
  validateSearch: (search): { message?: string | undefined } => ({
    message: typeof search.message === "string" ? search.message : undefined,
  }),
  component: lazyPage(() => import("./ChatRoute"), "ChatRoute"),
});

const project = createRoute({
  getParentRoute: () => inside,
  path: "/projects/$id",
  component: lazyPage(() => import("./ProjectRoute"), "ProjectRoute"),
});

const routes = root.addChildren([
  ...signInRoutes,
  inside.addChildren([newChat, chat, project, settingsRoutes]),
]);

export function makeRouter(services: Services) {
  return createRouter({
    routeTree: routes,
    context: { services },
    defaultErrorComponent: FailedPart,
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
