import type { Person } from "@sardonyx/client";
import { Ellipsis, KeyRound, Mail, Pencil, ShieldOff, Trash2, UserCheck, UserX } from "lucide-react";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";

export interface PersonActions {
  readonly rename: (person: Person) => void;
  readonly inviteAgain: (person: Person) => void;
  readonly resetPassword: (person: Person) => void;
  readonly resetFactors: (person: Person) => void;
  readonly activate: (person: Person) => void;
  readonly deactivate: (person: Person) => void;
  readonly remove: (person: Person) => void;
}

/** What can be done about somebody of the organization. */
export function PersonMenu({ person, actions }: { person: Person; actions: PersonActions }) {
  return (
    <Menu
      trigger={
        <IconButton label={`Actions for ${person.display_name}`}>
          <Ellipsis />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => actions.rename(person)}>
        <Pencil aria-hidden />
        Rename
      </MenuItem>
      {person.is_invited ? (
        <MenuItem onSelect={() => actions.inviteAgain(person)}>
          <Mail aria-hidden />
          Resend invitation
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => actions.resetPassword(person)}>
          <KeyRound aria-hidden />
          Reset password
        </MenuItem>
      )}
      {person.has_second_factor && (
        <MenuItem onSelect={() => actions.resetFactors(person)}>
          <ShieldOff aria-hidden />
          Remove two-factor authentication
        </MenuItem>
      )}
      {person.is_active ? (
        <MenuItem onSelect={() => actions.deactivate(person)}>
          <UserX aria-hidden />
          Deactivate
        </MenuItem>
      ) : (
        <MenuItem onSelect={() => actions.activate(person)}>
          <UserCheck aria-hidden />
          Activate
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuItem isDanger onSelect={() => actions.remove(person)}>
        <Trash2 aria-hidden />
        {person.is_invited ? "Revoke invitation" : "Delete"}
      </MenuItem>
    </Menu>
  );
}
