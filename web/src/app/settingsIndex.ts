import { createRoute, redirect } from "@tanstack/react-router";
import { frame } from "@/areas/frame/frameRoute";
import { isAdministrator } from "@/features/shared/services";

/** An address from before there were areas: it leads where it always led. */
export const settingsIndex = createRoute({
  getParentRoute: () => frame,
  path: "/settings",
  beforeLoad: ({ context }) => {
    throw redirect({ to: isAdministrator(context.me) ? "/settings/models" : "/settings/devices" });
  },
});
