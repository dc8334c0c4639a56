import { createRoute, redirect } from "@tanstack/react-router";
import { SignInPage } from "@/features/sign-in/SignInPage";
import { safeNext } from "@/features/sign-in/safeNext";
import { lazyPage } from "./lazyPage";
import { FailedPage } from "./ProblemPages";
import { enterOrSignIn, root } from "./rootRoute";

// Always said, also when it is nothing: what is left out here, the router takes over unchecked.
function searchOfDoor(search: Record<string, unknown>): { next?: string | undefined } {
  const next = safeNext(search.next);
  return { next: next === "/" ? undefined : next };
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: searchOfDoor,
});

/** The only page for somebody who has shown their password and not yet their second factor. */
const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  component: lazyPage(() => import("@/features/sign-in/SecondFactorPage"), "SecondFactorPage"),
  validateSearch: searchOfDoor,
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  component: lazyPage(() => import("@/features/sign-in/ForgotPasswordPage"), "ForgotPasswordPage"),
});

// Where links in mails lead.
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyPage(() => import("@/features/sign-in/MailedPasswordPage"), "ResetPasswordPage"),
});
const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: "/accept-invitation",
  component: lazyPage(() => import("@/features/sign-in/MailedPasswordPage"), "AcceptInvitationPage"),
});
const confirm = createRoute({
  getParentRoute: () => root,
  path: "/confirm",
  component: lazyPage(() => import("@/features/sign-in/ConfirmPage"), "ConfirmPage"),
});

/** The only page for somebody who has to change their password first. */
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: lazyPage(() => import("@/features/sign-in/NewPasswordPage"), "NewPasswordPage"),
  errorComponent: FailedPage,
  validateSearch: searchOfDoor,
  beforeLoad: async ({ context, search }) => {
    const me = await enterOrSignIn(context.services, search.next ?? "/");
    if (!me.user.must_change_password) {
      throw redirect({ href: safeNext(search.next) });
    }
  },
});

/** A chat that is read by its link, also by who is not signed in. */
const shared = createRoute({
  getParentRoute: () => root,
  path: "/shared/$token",
  component: lazyPage(() => import("./SharedRoute"), "SharedRoute"),
});

/** What is open to who is not in, or not yet. */
export const signInRoutes = [
  signIn,
  secondFactor,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  confirm,
  newPassword,
  shared,
] as const;
