import { createRoute, redirect } from "@tanstack/react-router";
import { FailedPage } from "./ProblemPages";
import { enterOrSignIn, nextOf, root } from "./rootRoute";
import { Shell } from "./Shell";

/** Everything behind the sign-in. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  component: Shell,
  errorComponent: FailedPage,
  beforeLoad: async ({ context, location }) => {
    const me = await enterOrSignIn(context.services, location.href);
    if (me.user.must_change_password) {
      throw redirect({ to: "/new-password", search: nextOf(location.href) });
    }
    return { me };
  },
});
