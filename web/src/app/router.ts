import { type AnyRoute, createRouter, type RouterHistory } from "@tanstack/react-router";
import { administration } from "@/areas/administration/area";
import { chat } from "@/areas/chat/area";
import { frame } from "@/areas/frame/frameRoute";
import { FailedPart } from "@/areas/root/ProblemPages";
import { root } from "@/areas/root/rootRoute";
import { settings } from "@/areas/settings/area";
import { signIn } from "@/areas/sign-in/area";
import { studio } from "@/areas/studio/area";
import type { Services } from "@/features/shared/services";
import * as features from "./features";
import { settingsIndex } from "./settingsIndex";

type FeatureOf<F> = F extends { readonly routes: readonly (infer R extends AnyRoute)[] } ? R : never;
type FeatureRoute = FeatureOf<(typeof features)[keyof typeof features]>;
type ChildOf<P extends AnyRoute, R = FeatureRoute> = R extends AnyRoute
  ? R["types"]["parentRoute"]["id"] extends P["id"]
    ? R
    : never
  : never;

/** What features put below this route, with the types that the router checks links by. */
function childrenOf<P extends AnyRoute>(parent: P): readonly ChildOf<P>[] {
  return Object.values(features)
    .flatMap((feature): readonly AnyRoute[] => ("routes" in feature ? feature.routes : []))
    .filter((route) => route.options.getParentRoute() === parent) as ChildOf<P>[];
}

const routes = root.addChildren([
  ...childrenOf(root),
  signIn.route.addChildren(childrenOf(signIn.route)),
  frame.addChildren([
    settingsIndex,
    chat.route.addChildren(childrenOf(chat.route)),
    settings.route.addChildren(childrenOf(settings.route)),
    studio.route.addChildren(childrenOf(studio.route)),
    administration.route.addChildren(childrenOf(administration.route)),
  ]),
]);

/** @param history where it is not the browser's */
export function makeRouter(services: Services, history?: RouterHistory) {
  return createRouter({
    routeTree: routes,
    context: { services },
    defaultErrorComponent: FailedPart,
    defaultPreload: false,
    scrollRestoration: false,
    ...(history ? { history } : {}),
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
