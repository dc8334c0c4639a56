import type { AppUser, AppUserRole } from "@sardonyx/client";
import { Ellipsis, KeyRound, LogOut, Mail, Pencil, Trash2, UserCheck, UserX } from "lucide-react";
import { Badge, ListItem } from "@/features/shared/ListSection";
import { fullTime, shortTime, useNow } from "@/features/shared/times";
import { IconButton } from "@/ui/Button";
import { Menu, MenuItem, MenuSeparator } from "@/ui/Menu";
import { Select } from "@/ui/Select";
import { APP_USER_ROLES } from "./appUserRoles";

export interface AppUserActions {
  readonly changeRole: (user: AppUser, role: AppUserRole) => void;
  readonly activate: (user: AppUser) => void;
  readonly deactivate: (user: AppUser) => void;
  readonly rename: (user: AppUser) => void;
  readonly inviteAgain: (user: AppUser) => void;
  readonly mailPassword: (user: AppUser) => void;
  readonly signOut: (user: AppUser) => void;
  readonly remove: (user: AppUser) => void;
}

/** A user of an application, and what can be done about them. */
export function AppUserRow({
  user,
  actions,
}: {
  user: AppUser;
  /** Null for who may only look. */
  actions: AppUserActions | null;
}) {
  const now = useNow();
  const seen = user.last_login_at ? new Date(user.last_login_at) : null;
  const isManaged = user.customer_user_id !== null;
  const isWaiting = user.email !== null && user.email_confirmed_at === null && !isManaged;
  // Who signed up by themselves has no other id anywhere.
  const hasOwnId = !isManaged && user.external_id !== user.id;
  return (
    <ListItem
      name={user.display_name}
      note={
        <>
          {user.email && `${user.email} · `}
          {hasOwnId && (
            <>
              <code className="text-xs">{user.external_id}</code>
              {" · "}
            </>
          )}
          {user.username && `@${user.username} · `}
          {seen ? (
            <time dateTime={seen.toISOString()} title={fullTime(seen)} className="whitespace-nowrap">
              last here {shortTime(seen, now)}
            </time>
          ) : (
            "never signed in"
          )}
        </>
      }
      badge={
        <>
          {user.user_type === "bot" && <Badge>bot</Badge>}
          {isWaiting && <Badge>address not confirmed</Badge>}
          {!user.is_active && <Badge>deactivated</Badge>}
          {user.has_second_factor && <Badge>second factor</Badge>}
        </>
      }
    >
      {isManaged && <span className="text-sm text-soft">one of your people</span>}
      {!isManaged && !actions && <span className="text-sm text-soft">{user.role}</span>}
      {!isManaged && actions && (
        <>
          <Select
            size="small"
            aria-label={`Role of ${user.display_name}`}
            value={user.role}
            onChange={(event) => actions.changeRole(user, event.currentTarget.value as AppUserRole)}
          >
            {APP_USER_ROLES.map(({ value }) => (
              <option key={value} value={value}>
                {value}
              </option>
            ))}
          </Select>
          <Menu
            trigger={
              <IconButton label={`Actions for ${user.display_name}`}>
                <Ellipsis />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => actions.rename(user)}>
              <Pencil aria-hidden />
              Rename
            </MenuItem>
            {isWaiting && (
              <MenuItem onSelect={() => actions.inviteAgain(user)}>
                <Mail aria-hidden />
                Send an invitation
              </MenuItem>
            )}
            {user.email !== null && !isWaiting && (
              <MenuItem onSelect={() => actions.mailPassword(user)}>
                <KeyRound aria-hidden />
                Send password reset link
              </MenuItem>
            )}
            <MenuItem onSelect={() => actions.signOut(user)}>
              <LogOut aria-hidden />
              Sign out everywhere
            </MenuItem>
            {user.is_active ? (
              <MenuItem onSelect={() => actions.deactivate(user)}>
                <UserX aria-hidden />
                Deactivate
              </MenuItem>
            ) : (
              <MenuItem onSelect={() => actions.activate(user)}>
                <UserCheck aria-hidden />
                Activate
              </MenuItem>
            )}
            <MenuSeparator />
            <MenuItem isDanger onSelect={() => actions.remove(user)}>
              <Trash2 aria-hidden />
              Delete
            </MenuItem>
          </Menu>
        </>
      )}
    </ListItem>
  );
}
