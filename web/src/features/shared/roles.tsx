import type { TeamRole } from "@sardonyx/client";
import { Fragment } from "react";
import { Select } from "@/ui/Select";

/** What a role of the Workspace's team may do, in a line. */
export const ROLE_HINTS: readonly { role: TeamRole; hint: string }[] = [
  { role: "owner", hint: "may do everything" },
  { role: "admin", hint: "everything that concerns no owner" },
  { role: "developer", hint: "chats, sees people and applications" },
  { role: "moderator", hint: "for now the same as a developer" },
  { role: "viewer", hint: "for now the same as a developer" },
];

export const ROLES: readonly TeamRole[] = ROLE_HINTS.map(({ role }) => role);

/** For where the roles themselves have no room for what they mean. */
export function RoleHints() {
  return (
    <details className="mb-4 text-sm">
      <summary className="cursor-pointer py-0.5 text-soft hover:text-ink">About roles</summary>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-xl border border-line bg-surface px-4 py-3">
        {ROLE_HINTS.map(({ role, hint }) => (
          <Fragment key={role}>
            <dt className="font-medium">{role}</dt>
            <dd className="text-soft">{hint}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

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
    <Select
      size="small"
      aria-label={`Role of ${name}`}
      value={role ?? ""}
      onChange={(event) => onChange(event.currentTarget.value as TeamRole)}
    >
      {role === null && <option value="">no role</option>}
      {ROLES.map((each) => (
        <option key={each} value={each}>
          {each}
        </option>
      ))}
    </Select>
  );
}
