import { createRoute, redirect } from "@tanstack/react-router";
import { FailedPage } from "../root/ProblemPages";
import { enterOrSignIn, nextOf, root } from "../root/rootRoute";
import { Frame } from "./Frame";

/** Everything behind the sign-in: the parent of the areas for who is signed in. */
export const frame = createRoute({
  getParentRoute: () => root,
  id: "_frame",
  component: Frame,
  errorComponent: FailedPage,
  beforeLoad: async ({ context, location }) => {
    const me = await enterOrSignIn(context.services, location.href);
    if (me.user.must_change_password) {
      throw redirect({ to: "/new-password", search: nextOf(location.href) });
    }
    return { me };
  },
});
