import type {
  ApiKey,
  ApiKeyWithSecret,
  Application,
  ApplicationChange,
  ApplicationWithSecret,
  AuditEvent,
  Person,
  PersonWithPassword,
  Team,
  TeamMember,
  TeamRole,
} from "../adminWire";
import type { Page } from "../wire";
import type { HttpClient } from "./client";

const PEOPLE = "/api/v1/customer-users";
const TEAMS = "/api/v1/teams";
const APPLICATIONS = "/api/v1/applications";
const KEYS = "/api/v1/api-keys";

export interface NewPerson {
  readonly email: string;
  readonly display_name: string;
  readonly role: TeamRole;
  readonly by_mail: boolean;
}

export type AdminApi = ReturnType<typeof adminRoutes>;

/** What those who look after an organization ask for. */
export function adminRoutes(http: HttpClient) {
  return {
    people: {
      list: (cursor: string | null) => http.request<Page<Person>>("GET", PEOPLE, { query: { cursor } }),
      add: (person: NewPerson) => http.request<PersonWithPassword>("POST", PEOPLE, { body: person }),
      change: (id: string, change: { role?: TeamRole; is_active?: boolean; display_name?: string }) =>
        http.request<Person>("PATCH", `${PEOPLE}/${id}`, { body: change }),
      inviteAgain: (id: string) => http.request<Person>("POST", `${PEOPLE}/${id}/invitation`),
      resetPassword: (id: string) =>
        http.request<PersonWithPassword>("POST", `${PEOPLE}/${id}/password-reset`),
      remove: (id: string) => http.request<void>("DELETE", `${PEOPLE}/${id}`),
    },
    teams: {
      list: (cursor: string | null) => http.request<Page<Team>>("GET", TEAMS, { query: { cursor } }),
      get: (id: string) => http.request<Team>("GET", `${TEAMS}/${id}`),
      rename: (id: string, name: string) => http.request<Team>("PATCH", `${TEAMS}/${id}`, { body: { name } }),
      members: (id: string, cursor: string | null) =>
        http.request<Page<TeamMember>>("GET", `${TEAMS}/${id}/members`, { query: { cursor } }),
      /** Puts somebody in, or gives them another role. */
      putMember: (id: string, person: string, role: TeamRole) =>
        http.request<void>("PUT", `${TEAMS}/${id}/members/${person}`, { body: { role } }),
      removeMember: (id: string, person: string) =>
        http.request<void>("DELETE", `${TEAMS}/${id}/members/${person}`),
    },
    applications: {
      list: (cursor: string | null) =>
        http.request<Page<Application>>("GET", APPLICATIONS, { query: { cursor } }),
      create: (name: string) => http.request<ApplicationWithSecret>("POST", APPLICATIONS, { body: { name } }),
      change: (id: string, change: ApplicationChange) =>
        http.request<Application>("PATCH", `${APPLICATIONS}/${id}`, { body: change }),
      newSecret: (id: string) => http.request<ApplicationWithSecret>("POST", `${APPLICATIONS}/${id}/secret`),
      remove: (id: string) => http.request<void>("DELETE", `${APPLICATIONS}/${id}`),
    },
    keys: {
      list: (cursor: string | null) => http.request<Page<ApiKey>>("GET", KEYS, { query: { cursor } }),
      create: (key: { name: string; scopes: readonly string[]; expires_at?: string }) =>
        http.request<ApiKeyWithSecret>("POST", KEYS, { body: key }),
      remove: (id: string) => http.request<void>("DELETE", `${KEYS}/${id}`),
    },
    audit: (query: { action: string | null; cursor: string | null }) =>
      http.request<Page<AuditEvent>>("GET", "/api/v1/audit-events", { query }),
  };
}
