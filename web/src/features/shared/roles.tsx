import type { TeamRole } from "@/core";

export const ROLES: readonly TeamRole[] = ["owner", "admin", "developer", "moderator", "viewer"];

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
