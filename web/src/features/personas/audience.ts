import type { Persona } from "@/core";

/** Who may use it, in words. */
export function audienceOf({ audience, roles }: Pick<Persona, "audience" | "roles">): string {
  switch (audience) {
    case "owner":
      return "Only you";
    case "everyone":
      return "Everybody";
    default:
      return `For ${new Intl.ListFormat("en").format(roles)}`;
  }
}
