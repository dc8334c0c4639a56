import { createRoute, redirect } from "@tanstack/react-router";
import { isAdministrator } from "@/features/shared/services";
import { fetched } from "./fetched";
import { inside } from "./insideRoute";

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
