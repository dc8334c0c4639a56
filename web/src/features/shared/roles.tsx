import type { TeamRole } from "@/core";

export const ROLES: readonly TeamRole[] = ["owner", "admin", "developer", "moderator", "viewer"];

const PLURALS: Readonly<Record<string, string>> = {
  owner: "owners",
  admin: "administrators",
  developer: "developers",
  moderator: "moderators",
  viewer: "viewers",
  app_admin: "administrators of the application",
  app_curator: "curators of the application",
  app_user: "users of the application",
  app_limited: "limited users of the application",
};

export function nameOfRole(role: string): string {
  return PLURALS[role] ?? role;
}

/** For whom something is that is not for everybody, in words. */
export function forRoles(roles: readonly string[]): string {
  return `For ${new Intl.ListFormat("en").format(roles.map(nameOfRole))}`;
}

/**
 * What one can choose from: your organization's roles, and those that were chosen already.
 *
 * @param saved the latter
 */
export function rolesToChoose(saved: readonly string[]): readonly string[] {
  return [...new Set([...ROLES, ...saved])];
}

/** What somebody may do, to be changed where they are listed. */
export function RoleChoice({
  name,
  role,
  onChange,
}: {
  name: string;
  /** Null for somebody who has none. */
  role: TeamRole | null;
  onChange: (role: TeamRole) => void;
}) {
  return (
    <select
      aria-label={`Role of ${name}`}
      className="h-9 rounded-lg border border-line bg-page px-2 text-sm"
      value={role ?? ""}
      onChange={(event) => onChange(event.currentTarget.value as TeamRole)}
    >
      {role === null && <option value="">no role</option>}
      {ROLES.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </select>
  );
}
