import { createRoute, redirect } from "@tanstack/react-router";
import { isAdministrator } from "@/features/shared/services";
import { inside } from "./appRoute";
import { lazyPage } from "./lazyPage";

const settings = createRoute({
  getParentRoute: () => inside,
  path: "/settings",
  component: lazyPage(() => import("./SettingsLayout"), "SettingsLayout"),
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
  component: lazyPage(() => import("@/features/models/ModelsPage"), "ModelsPage"),
});

const personas = createRoute({
  getParentRoute: () => settings,
  path: "personas",
  component: lazyPage(() => import("@/features/personas/PersonasPage"), "PersonasPage"),
});

const preferences = createRoute({
  getParentRoute: () => settings,
  path: "preferences",
  component: lazyPage(() => import("@/features/preferences/PreferencesPage"), "PreferencesPage"),
});

const retention = createRoute({
  getParentRoute: () => settings,
  path: "retention",
  component: lazyPage(() => import("@/features/retention/RetentionPage"), "RetentionPage"),
});

const account = createRoute({
  getParentRoute: () => settings,
  path: "account",
  component: lazyPage(() => import("@/features/account/AccountPage"), "AccountPage"),
});

const people = createRoute({
  getParentRoute: () => settings,
  path: "people",
  component: lazyPage(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});

const teams = createRoute({
  getParentRoute: () => settings,
  path: "teams",
  component: lazyPage(() => import("@/features/teams/TeamsPage"), "TeamsPage"),
});

const team = createRoute({
  getParentRoute: () => settings,
  path: "teams/$id",
  component: lazyPage(() => import("./TeamRoute"), "TeamRoute"),
});

const applications = createRoute({
  getParentRoute: () => settings,
  path: "applications",
  component: lazyPage(() => import("@/features/applications/ApplicationsPage"), "ApplicationsPage"),
});

const application = createRoute({
  getParentRoute: () => settings,
  path: "applications/$id",
  component: lazyPage(() => import("./ApplicationRoute"), "ApplicationRoute"),
});

const organization = createRoute({
  getParentRoute: () => settings,
  path: "organization",
  component: lazyPage(() => import("@/features/organization/OrganizationPage"), "OrganizationPage"),
});

const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: lazyPage(() => import("@/features/profile/ProfilePage"), "ProfilePage"),
});

const apiKeys = createRoute({
  getParentRoute: () => settings,
  path: "api-keys",
  component: lazyPage(() => import("@/features/api-keys/ApiKeysPage"), "ApiKeysPage"),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  component: lazyPage(() => import("@/features/audit/AuditPage"), "AuditPage"),
});

const feedback = createRoute({
  getParentRoute: () => settings,
  path: "feedback",
  component: lazyPage(() => import("@/features/feedback/FeedbackPage"), "FeedbackPage"),
});

const usage = createRoute({
  getParentRoute: () => settings,
  path: "usage",
  component: lazyPage(() => import("@/features/usage/UsagePage"), "UsagePage"),
});

const devices = createRoute({
  getParentRoute: () => settings,
  path: "devices",
  component: lazyPage(() => import("@/features/devices/DevicesPage"), "DevicesPage"),
});

export const settingsRoutes = settings.addChildren([
  settingsIndex,
  models,
  personas,
  preferences,
  retention,
  account,
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
  devices,
]);
