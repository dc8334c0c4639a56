import type { Person } from "@sardonyx/client";
import type { Question } from "@/features/shared/ConfirmDialog";

/** What is asked before something is done about somebody. */
type Asked = Omit<Question, "run">;

export function passwordResetOf(person: Person): Asked {
  return {
    title: `Reset password of ${person.display_name}?`,
    lead: "They are signed out everywhere and need the new password shown next.",
    yes: "Reset password",
  };
}

export function factorResetOf(person: Person): Asked {
  return {
    title: `Remove two-factor authentication of ${person.display_name}?`,
    lead: "Use this when they lost their authenticator. They are signed out everywhere and can sign in with their password alone.",
    yes: "Remove two-factor authentication",
  };
}

export function revocationOf(person: Person): Asked {
  return {
    title: `Revoke invitation of ${person.display_name}?`,
    lead: "The link in their email stops working. You can invite them again.",
    yes: "Revoke",
  };
}

export function deactivationOf(person: Person): Asked {
  return {
    title: `Deactivate ${person.display_name}?`,
    lead: "They are signed out everywhere immediately and cannot sign in until you activate them again. Nothing is deleted.",
    yes: "Deactivate",
  };
}

export function deletionOf(person: Person): Asked {
  return {
    title: `Delete ${person.display_name}?`,
    lead: "Their chats are deleted too. This cannot be undone.",
    yes: "Delete",
  };
}
