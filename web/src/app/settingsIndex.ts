import { createRoute, redirect } from "@tanstack/react-router";
import { frame } from "@/areas/frame/frameRoute";
import { isAdministrator } from "@/features/shared/services";

const parent = createRoute({ getParentRoute: () => frame, path: "/settings" });

const index = createRoute({
  getParentRoute: () => parent,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: isAdministrator(context.me) ? "/settings/models" : "/settings/devices" });
  },
});

/** An address from before there were areas: it leads where it always led. */
export const settingsIndex = parent.addChildren([index]);
