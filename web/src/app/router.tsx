import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { Problem } from "@/core";
import { ConversationPage } from "@/features/conversation/ConversationPage";
import { NewChatPage } from "@/features/conversation/NewChatPage";
import { isAdministrator, type Services } from "@/features/shared/services";
import { SignInPage } from "@/features/sign-in/SignInPage";
import { safeNext } from "@/features/sign-in/safeNext";
import { FailedPage, NotFoundPage } from "./ProblemPages";
import { Shell } from "./Shell";

interface RouterContext {
  services: Services;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  // Always said, also when it is nothing: what is left out here, the router takes over unchecked.
  validateSearch: (search): { next?: string | undefined } => {
    const next = safeNext(search.next);
    return { next: next === "/" ? undefined : next };
  },
});

/** Everything behind the sign-in. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  errorComponent: FailedPage,
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.services.enter() };
    } catch (error) {
      if (error instanceof Problem && error.status === 401) {
        throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { next: location.href } });
      }
      throw error;
    }
  },
});

const newChat = createRoute({ getParentRoute: () => inside, path: "/", component: NewChatPage });

const chat = createRoute({
  getParentRoute: () => inside,
  path: "/chat/$id",
  component: function ChatRoute() {
    const { id } = chat.useParams();
    return <ConversationPage key={id} id={id} />;
  },
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyRouteComponent(() => import("./SettingsLayout"), "SettingsLayout"),
});

const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: isAdministrator(context.me) ? "/settings/models" : "/settings/devices" });
  },
});

const models = createRoute({
  getParentRoute: () => settings,
  path: "models",
  component: lazyRouteComponent(() => import("@/features/models/ModelsPage"), "ModelsPage"),
});

const account = createRoute({
  getParentRoute: () => settings,
  path: "account",
  component: lazyRouteComponent(() => import("@/features/account/AccountPage"), "AccountPage"),
});

const devices = createRoute({
  getParentRoute: () => settings,
  path: "devices",
  component: lazyRouteComponent(() => import("@/features/devices/DevicesPage"), "DevicesPage"),
});

const routes = root.addChildren([
  signIn,
  inside.addChildren([newChat, chat, settings.addChildren([settingsIndex, models, devices, account])]),
]);

export function makeRouter(services: Services) {
  return createRouter({
    routeTree: routes,
    context: { services },
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
