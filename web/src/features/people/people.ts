import type { Secret } from "@/features/shared/OneTimeSecret";

export const PEOPLE_KEY = ["people"];

export function told(name: string, password: string): Secret {
  return {
    title: `A password for ${name}`,
    lead: "Give it to them. It is not shown again. They choose their own when they sign in.",
    value: password,
  };
}
