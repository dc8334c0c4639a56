import { type Me, Problem } from "@sardonyx/client";
import { createRootRouteWithContext, Outlet, redirect } from "@tanstack/react-router";
import type { Services } from "@/features/shared/services";
import { NotFoundPage } from "./ProblemPages";

interface RouterContext {
  services: Services;
}

export const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

/** Lets in who is signed in, and redirects everybody else to the page that they need first. */
export async function enterOrSignIn(services: Services, next: string): Promise<Me> {
  try {
    return await services.enter();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      const ended = error.code === "login_ended" ? { ended: true as const } : {};
      throw redirect({ to: "/sign-in", search: { ...ended, ...nextOf(next) } });
    }
    if (error instanceof Problem && error.code.startsWith("second_factor_")) {
      throw redirect({ to: "/second-factor", search: nextOf(next) });
    }
    throw error;
  }
}

export function nextOf(href: string): { next?: string } {
  return href === "/" ? {} : { next: href };
}
