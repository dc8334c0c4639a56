import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { type Me, Problem } from "@/core";
import { NewChatPage } from "@/features/conversation/NewChatPage";
import { isAdministrator, type Services } from "@/features/shared/services";
import { SignInPage } from "@/features/sign-in/SignInPage";
import { safeNext } from "@/features/sign-in/safeNext";
import { FailedPage, FailedPart, NotFoundPage } from "./ProblemPages";
import { Shell } from "./Shell";

/** A page that is fetched when somebody goes there. */
function fetched<T extends Record<string, unknown>, K extends keyof T>(load: () => Promise<T>, name: K) {
  // What is gone since the server was renewed, the router brings by loading everything anew. Offline
  // that would leave nothing to look at.
  const orSay = (error: unknown): never => {
    throw navigator.onLine ? error : Problem.unreachable();
  };
  return lazyRouteComponent(() => load().catch(orSay), name);
}

interface RouterContext {
  services: Services;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
});

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
  component: fetched(() => import("@/features/sign-in/SecondFactorPage"), "SecondFactorPage"),
  validateSearch: searchOfDoor,
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  component: fetched(() => import("@/features/sign-in/ForgotPasswordPage"), "ForgotPasswordPage"),
});

// Where links in mails lead.
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: fetched(() => import("@/features/sign-in/MailedPasswordPage"), "ResetPasswordPage"),
});
const acceptInvitation = createRoute({
  getParentRoute: () => root,
  path: "/accept-invitation",
  component: fetched(() => import("@/features/sign-in/MailedPasswordPage"), "AcceptInvitationPage"),
});
const confirm = createRoute({
  getParentRoute: () => root,
  path: "/confirm",
  component: fetched(() => import("@/features/sign-in/ConfirmPage"), "ConfirmPage"),
});

/** The only page for somebody who has to change their password first. */
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  component: fetched(() => import("@/features/sign-in/NewPasswordPage"), "NewPasswordPage"),
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
  component: fetched(() => import("./SharedRoute"), "SharedRoute"),
});

/** Everything behind the sign-in. */
const inside = createRoute({
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

async function enterOrSignIn(services: Services, next: string): Promise<Me> {
  try {
    return await services.enter();
  } catch (error) {
    if (error instanceof Problem && error.status === 401) {
      throw redirect({ to: "/sign-in", search: nextOf(next) });
    }
    if (error instanceof Problem && error.code.startsWith("second_factor_")) {
      throw redirect({ to: "/second-factor", search: nextOf(next) });
    }
    throw error;
  }
}

function nextOf(href: string): { next?: string } {
  return href === "/" ? {} : { next: href };
}

const newChat = createRoute({ getParentRoute: () => inside, path: "/", component: NewChatPage });

const chat = createRoute({
  getParentRoute: () => inside,
  path: "/chat/$id",
  validateSearch: (search): { message?: string | undefined } => ({
    message: typeof search.message === "string" ? search.message : undefined,
  }),
  component: fetched(() => import("./ChatRoute"), "ChatRoute"),
});

const project = createRoute({
  getParentRoute: () => inside,
  path: "/projects/$id",
  component: fetched(() => import("./ProjectRoute"), "ProjectRoute"),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: fetched(() => import("./SettingsLayout"), "SettingsLayout"),
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
  component: fetched(() => import("@/features/models/ModelsPage"), "ModelsPage"),
});

const personas = createRoute({
  getParentRoute: () => settings,
  path: "personas",
  component: fetched(() => import("@/features/personas/PersonasPage"), "PersonasPage"),
});

const preferences = createRoute({
  getParentRoute: () => settings,
  path: "preferences",
  component: fetched(() => import("@/features/preferences/PreferencesPage"), "PreferencesPage"),
});

const retention = createRoute({
  getParentRoute: () => settings,
  path: "retention",
  component: fetched(() => import("@/features/retention/RetentionPage"), "RetentionPage"),
});

const account = createRoute({
  getParentRoute: () => settings,
  path: "account",
  component: fetched(() => import("@/features/account/AccountPage"), "AccountPage"),
});

const people = createRoute({
  getParentRoute: () => settings,
  path: "people",
  component: fetched(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});

const teams = createRoute({
  getParentRoute: () => settings,
  path: "teams",
  component: fetched(() => import("@/features/teams/TeamsPage"), "TeamsPage"),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: "teams/$id",
  component: fetched(() => import("./TeamRoute"), "TeamRoute"),
});

const applications = createRoute({
  getParentRoute: () => settings,
  path: "applications",
  component: fetched(() => import("@/features/applications/ApplicationsPage"), "ApplicationsPage"),
});

const application = createRoute({
  getParentRoute: () => settings,
  path: "applications/$id",
  component: fetched(() => import("./ApplicationRoute"), "ApplicationRoute"),
});

const organization = createRoute({
  getParentRoute: () => settings,
  path: "organization",
  component: fetched(() => import("@/features/organization/OrganizationPage"), "OrganizationPage"),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: fetched(() => import("@/features/profile/ProfilePage"), "ProfilePage"),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: "api-keys",
  component: fetched(() => import("@/features/api-keys/ApiKeysPage"), "ApiKeysPage"),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  component: fetched(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

const feedback = createRoute({
  getParentRoute: () => settings,
  path: "feedback",
  component: fetched(() => import("@/features/feedback/FeedbackPage"), "FeedbackPage"),
});

const usage = createRoute({
  getParentRoute: () => settings,
  path: "usage",
  component: fetched(() => import("@/features/usage/UsagePage"), "UsagePage"),
});

const devices = createRoute({
  getParentRoute: () => settings,
  path: "devices",
  component: fetched(() => import("@/features/devices/DevicesPage"), "DevicesPage"),
});

const routes = root.addChildren([
  signIn,
  secondFactor,
  newPassword,
  forgotPassword,
  resetPassword,
  acceptInvitation,
  confirm,
  shared,
  inside.addChildren([
    newChat,
    chat,
    project,
    settings.addChildren([
      settingsIndex,
      models,
      personas,
      retention,
      people,
      teams,
      team,
      applications,
      application,
      organization,
      profile,
      apiKeys,
      audit,
      feedback,
      usage,
      preferences,
      devices,
      account,
    ]),
  ]),
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
