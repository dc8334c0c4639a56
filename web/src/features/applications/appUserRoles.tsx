import type { AppUserRole } from "@sardonyx/client";

/** What somebody may do in an application, and how that is said. */
export const APP_USER_ROLES: readonly { value: AppUserRole; hint: string }[] = [
  { value: "admin", hint: "admin: makes personas for others" },
  { value: "curator", hint: "curator: makes personas for others" },
  { value: "user", hint: "user: chats" },
  { value: "limited", hint: "limited: reads, and writes nothing" },
];
