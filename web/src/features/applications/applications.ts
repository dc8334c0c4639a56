import type { Secret } from "@/features/shared/OneTimeSecret";

export function secretOf(name: string, value: string): Secret {
  return {
    title: `The secret of ${name}`,
    lead: "For your own servers only. Copy it now. It is not shown again.",
    value,
  };
}
