import type { AppUser } from "@sardonyx/client";
import type { Question } from "@/features/shared/ConfirmDialog";

/** What is asked before something is done about somebody. */
type Asked = Omit<Question, "run">;

export function signOutOf({ display_name }: AppUser): Asked {
  return {
    title: `Sign ${display_name} out everywhere?`,
    lead: "All devices are signed out, and tokens your server signed until now are refused. New tokens work.",
    yes: "Sign out",
  };
}

export function deactivationOf({ display_name }: AppUser): Asked {
  return {
    title: `Deactivate ${display_name}?`,
    lead: "They are signed out everywhere immediately and cannot sign in until you activate them again. Nothing is deleted.",
    yes: "Deactivate",
  };
}

export function deletionOf({ display_name }: AppUser): Asked {
  return {
    title: `Delete ${display_name}?`,
    lead: "Their chats are deleted too. This cannot be undone.",
    yes: "Delete",
  };
}
