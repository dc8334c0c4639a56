import type { Persona } from "@sardonyx/client";
import { forRoles } from "@/features/shared/roles";

/** Who can use it, in words. */
export function audienceOf({ audience, roles }: Pick<Persona, "audience" | "roles">): string {
  switch (audience) {
    case "owner":
      return "Only you";
    case "everyone":
      return "Everybody";
    default:
      return forRoles(roles);
  }
}
