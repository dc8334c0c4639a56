import { createRoute, redirect } from "@tanstack/react-router";
import { defineFeature } from "@/areas/feature";
import { lazyPage } from "@/areas/root/lazyPage";
import { enterOrSignIn } from "@/areas/root/rootRoute";
import { signIn } from "@/areas/sign-in/area";
import { SignInPage } from "./SignInPage";
import { safeNext } from "./safeNext";

// Always returns `next`, undefined too: what is left out, the router takes over unchecked.
function validateNext(search: Record<string, unknown>): { next?: string | undefined } {
  const next = safeNext(search.next);
  return { next: next === "/" ? undefined : next };
}

const password = createRoute({
  getParentRoute: () => signIn.route,
  path: "/sign-in",
  component: SignInPage,
  /** With `ended` the page says why one is here: the login was not ended by the person. */
  validateSearch: (
    search: Record<string, unknown>,
  ): { next?: string | undefined; ended?: true | undefined } => ({
    ended: search.ended === true ? true : undefined,
    ...validateNext(search),
  }),
});

/** The only page for somebody who has shown their password and not yet their second factor. */
const secondFactor = createRoute({
  getParentRoute: () => signIn.route,
  path: "/second-factor",
  component: lazyPage(() => import("./SecondFactorPage"), "SecondFactorPage"),
  validateSearch: validateNext,
});

const forgotPassword = createRoute({
  getParentRoute: () => signIn.route,
  path: "/forgot-password",
  component: lazyPage(() => import("./ForgotPasswordPage"), "ForgotPasswordPage"),
});

// Where links in mails lead.
const resetPassword = createRoute({
  getParentRoute: () => signIn.route,
  path: "/reset-password",
  component: lazyPage(() => import("./MailedPasswordPage"), "ResetPasswordPage"),
});
const acceptInvitation = createRoute({
  getParentRoute: () => signIn.route,
  path: "/accept-invitation",
  component: lazyPage(() => import("./MailedPasswordPage"), "AcceptInvitationPage"),
});
const confirm = createRoute({
  getParentRoute: () => signIn.route,
  path: "/confirm",
  component: lazyPage(() => import("./ConfirmPage"), "ConfirmPage"),
});

/** The only page for somebody who has to change their password first. */
const newPassword = createRoute({
  getParentRoute: () => signIn.route,
  path: "/new-password",
  component: lazyPage(() => import("./NewPasswordPage"), "NewPasswordPage"),
  validateSearch: validateNext,
  beforeLoad: async ({ context, search }) => {
    const me = await enterOrSignIn(context.services, search.next ?? "/");
    if (!me.user.must_change_password) {
      throw redirect({ href: safeNext(search.next) });
    }
  },
});

export const signInPages = defineFeature({
  routes: [password, secondFactor, forgotPassword, resetPassword, acceptInvitation, confirm, newPassword],
});
