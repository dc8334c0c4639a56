import type { Secret } from "@/features/shared/ShownOnce";

export const APPLICATIONS_KEY = ["applications"];

export function secretOf(name: string, value: string): Secret {
  return {
    title: `The secret of ${name}`,
    lead: "For your own servers only. Copy it now: it is shown only this once.",
    value,
  };
}
