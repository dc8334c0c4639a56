import type { Secret } from "@/features/shared/ShownOnce";

export const PEOPLE_KEY = ["people"];

export function told(name: string, password: string): Secret {
  return {
    title: `A password for ${name}`,
    lead: "Tell it to them: it is shown only now. They choose their own when they sign in.",
    value: password,
  };
}
