import type { Persona } from "@/core";
import { ROLES } from "@/features/shared/roles";

const NAMES: Readonly<Record<string, string>> = {
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
  return NAMES[role] ?? role;
}

/** What one can choose from: your organization's roles, and those that a persona is for already. */
export function rolesFor(persona: Persona | null): readonly string[] {
  return [...new Set([...ROLES, ...(persona?.roles ?? [])])];
}

/** Who may use it, in words. */
export function audienceOf({ audience, roles }: Pick<Persona, "audience" | "roles">): string {
  switch (audience) {
    case "owner":
      return "Only you";
    case "everyone":
      return "Everybody";
    default:
      return `For ${new Intl.ListFormat("en").format(roles.map(nameOfRole))}`;
  }
}
