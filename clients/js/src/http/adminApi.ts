import type {
  ApiKey,
  ApiKeyWithSecret,
  Application,
  ApplicationChange,
  ApplicationWithSecret,
  AppUser,
  AppUserChange,
  AppUserInvitation,
  AuditEvent,
  DailyUsage,
  GivenFeedback,
  InvitedAppUser,
  NewAppUser,
  Organization,
  PasswordMail,
  Person,
  PersonWithPassword,
  Team,
  TeamMember,
  TeamRole,
} from "../wire/admin.ts";
import type { Page, Rating, User } from "../wire.ts";
import type { HttpClient } from "./client.ts";

const PEOPLE = "/api/v1/customer-users";
const TEAMS = "/api/v1/teams";
const APPLICATIONS = "/api/v1/applications";
const APP_USERS = "/api/v1/app-users";
const ORGANIZATION = "/api/v1/organization";
const KEYS = "/api/v1/api-keys";

export interface NewPerson {
  readonly email: string;
  readonly display_name: string;
  readonly role: TeamRole;
  readonly by_mail: boolean;
}

/** A page of a list, filtered by a part of the name. */
export type Search = {
  /** Null: no filter. */
  readonly q: string | null;
  readonly cursor: string | null;
};

/** Properties that are left out stay as they are. */
export interface OrganizationChange {
  readonly name?: string;
  /** Null: the program's default. */
  readonly password_length?: number | null;
  readonly second_factor_required?: boolean;
}

/** Days of UTC, by default the last thirty; a user, by default all. */
export type UsageQuery = {
  readonly from: string | null;
  readonly to: string | null;
  readonly user_id: string | null;
  readonly cursor: string | null;
  readonly limit?: number;
};

/** Filters; null: any. */
export type AuditQuery = {
  readonly action: string | null;
  readonly app_user_id: string | null;
  readonly since: string | null;
  /** Before this moment. */
  readonly until: string | null;
  readonly cursor: string | null;
};

export type AdminApi = ReturnType<typeof createAdminApi>;

/** The routes for administrators of an organization. */
export function createAdminApi(http: HttpClient) {
  return {
    people: {
      list: (query: Search & { not_in_team?: string }) =>
        http.request<Page<Person>>("GET", PEOPLE, { query }),
      add: (person: NewPerson) => http.request<PersonWithPassword>("POST", PEOPLE, { body: person }),
      change: (id: string, change: { role?: TeamRole; is_active?: boolean; display_name?: string }) =>
        http.request<Person>("PATCH", `${PEOPLE}/${id}`, { body: change }),
      inviteAgain: (id: string) => http.request<PersonWithPassword>("POST", `${PEOPLE}/${id}/invitation`),
      resetPassword: (id: string) =>
        http.request<PersonWithPassword>("POST", `${PEOPLE}/${id}/password-reset`),
      resetFactors: (id: string) => http.request<void>("DELETE", `${PEOPLE}/${id}/factors`),
      remove: (id: string) => http.request<void>("DELETE", `${PEOPLE}/${id}`),
    },
    teams: {
      list: (cursor: string | null) => http.request<Page<Team>>("GET", TEAMS, { query: { cursor } }),
      get: (id: string) => http.request<Team>("GET", `${TEAMS}/${id}`),
      rename: (id: string, name: string) => http.request<Team>("PATCH", `${TEAMS}/${id}`, { body: { name } }),
      members: (id: string, cursor: string | null) =>
        http.request<Page<TeamMember>>("GET", `${TEAMS}/${id}/members`, { query: { cursor } }),
      /** Adds a member, or changes a member's role. */
      putMember: (id: string, person: string, role: TeamRole) =>
        http.request<void>("PUT", `${TEAMS}/${id}/members/${person}`, { body: { role } }),
      removeMember: (id: string, person: string) =>
        http.request<void>("DELETE", `${TEAMS}/${id}/members/${person}`),
    },
    applications: {
      list: (cursor: string | null) =>
        http.request<Page<Application>>("GET", APPLICATIONS, { query: { cursor } }),
      get: (id: string) => http.request<Application>("GET", `${APPLICATIONS}/${id}`),
      create: (name: string) => http.request<ApplicationWithSecret>("POST", APPLICATIONS, { body: { name } }),
      change: (id: string, change: ApplicationChange) =>
        http.request<Application>("PATCH", `${APPLICATIONS}/${id}`, { body: change }),
      newSecret: (id: string) => http.request<ApplicationWithSecret>("POST", `${APPLICATIONS}/${id}/secret`),
      remove: (id: string) => http.request<void>("DELETE", `${APPLICATIONS}/${id}`),
    },
    appUsers: {
      list: (query: Search & { application_id: string }) =>
        http.request<Page<AppUser>>("GET", APP_USERS, { query }),
      create: (user: NewAppUser) => http.request<AppUser>("POST", APP_USERS, { body: user }),
      change: (id: string, change: AppUserChange) =>
        http.request<AppUser>("PATCH", `${APP_USERS}/${id}`, { body: change }),
      invite: (invitation: AppUserInvitation) =>
        http.request<InvitedAppUser>("POST", `${APP_USERS}/invitations`, { body: invitation }),
      inviteAgain: (id: string) => http.request<InvitedAppUser>("POST", `${APP_USERS}/${id}/invitation`),
      /** Sends an app user with an account a link to choose another password. */
      mailPassword: (id: string) => http.request<PasswordMail>("POST", `${APP_USERS}/${id}/password-mail`),
      /** Ends their login sessions, and revokes the tokens that were signed for them. */
      signOut: (id: string) => http.request<void>("DELETE", `${APP_USERS}/${id}/login-sessions`),
      remove: (id: string) => http.request<void>("DELETE", `${APP_USERS}/${id}`),
    },
    organization: {
      get: () => http.request<Organization>("GET", ORGANIZATION),
      change: (change: OrganizationChange) =>
        http.request<Organization>("PATCH", ORGANIZATION, { body: change }),
    },
    /** The user; null clears a property. */
    changeMe: (change: { display_name?: string; username?: string | null }) =>
      http.request<User>("PATCH", "/api/v1/me", { body: change }),
    keys: {
      list: (cursor: string | null) => http.request<Page<ApiKey>>("GET", KEYS, { query: { cursor } }),
      create: (key: { name: string; scopes: readonly string[]; expires_at?: string }) =>
        http.request<ApiKeyWithSecret>("POST", KEYS, { body: key }),
      remove: (id: string) => http.request<void>("DELETE", `${KEYS}/${id}`),
    },
    usage: (query: UsageQuery) => http.request<Page<DailyUsage>>("GET", "/api/v1/usage", { query }),
    /** All users' ratings of answers. */
    feedback: (query: { rating: Rating | null; cursor: string | null }) =>
      http.request<Page<GivenFeedback>>("GET", "/api/v1/feedback", { query }),
    audit: (query: AuditQuery) => http.request<Page<AuditEvent>>("GET", "/api/v1/audit-events", { query }),
  };
}
