import type { AppUser } from "@/core";
import type { Question } from "@/features/shared/ConfirmDialog";

/** What is asked before something is done about somebody. */
type Asked = Omit<Question, "run">;

export function signOutOf({ display_name }: AppUser): Asked {
  return {
    title: `Sign ${display_name} out everywhere?`,
    lead: "Every device is signed out, and tokens that your server signed for them until now are refused. New ones are fine.",
    yes: "Sign out",
  };
}

export function deactivationOf({ display_name }: AppUser): Asked {
  return {
    title: `Deactivate ${display_name}?`,
    lead: "They are signed out everywhere at once, and refused until you activate them again. Nothing is deleted.",
    yes: "Deactivate",
  };
}

export function deletionOf({ display_name }: AppUser): Asked {
  return {
    title: `Delete ${display_name}?`,
    lead: "Their chats go with them. This cannot be taken back.",
    yes: "Delete",
  };
}
