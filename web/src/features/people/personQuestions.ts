import type { Person } from "@/core";
import type { Question } from "@/features/shared/ConfirmDialog";

/** What is asked before something is done about somebody. */
type Asked = Omit<Question, "run">;

export function passwordResetOf(person: Person): Asked {
  return {
    title: `Reset the password of ${person.display_name}?`,
    lead: "They are signed out everywhere, and need the password that you are shown then.",
    yes: "Reset the password",
  };
}

export function factorResetOf(person: Person): Asked {
  return {
    title: `Remove the second factor of ${person.display_name}?`,
    lead: "For who has lost it. They are signed out everywhere, and their password alone signs them in then.",
    yes: "Remove the second factor",
  };
}

export function revocationOf(person: Person): Asked {
  return {
    title: `Revoke the invitation of ${person.display_name}?`,
    lead: "The link in their mail leads nowhere then. You can invite them again.",
    yes: "Revoke",
  };
}

export function deactivationOf(person: Person): Asked {
  return {
    title: `Deactivate ${person.display_name}?`,
    lead: "They are signed out everywhere at once, and cannot sign in until you activate them again. Nothing is deleted.",
    yes: "Deactivate",
  };
}

export function deletionOf(person: Person): Asked {
  return {
    title: `Delete ${person.display_name}?`,
    lead: "Their chats go with them. This cannot be taken back.",
    yes: "Delete",
  };
}
