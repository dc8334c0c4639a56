import { errorMessage, type Theme } from "@sardonyx/client";
import { useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { nameOf, useMe, useServices } from "@/features/shared/services";
import { chooseTheme, useTheme } from "@/features/shared/theme";
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from "@/ui/Menu";
import { useToast } from "@/ui/Toasts";
import type { SidebarView } from "../feature";
import { listMenu, useRegistry } from "../registry";

const THEMES: readonly { value: Theme; label: string; icon: React.ReactNode }[] = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden /> },
];

export function UserMenu({ onChoose }: { onChoose: (view: SidebarView) => void }) {
  const registry = useRegistry();
  const me = useMe();
  const { api, preferences, signOut } = useServices();
  const theme = useTheme();
  const navigate = useNavigate();
  const toast = useToast();
  const name = nameOf(me.user);

  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <button
          type="button"
          className="flex w-full items-center gap-2.5 rounded-lg p-2 text-left text-sm hover:bg-hover data-[state=open]:bg-hover"
        >
          <span
            aria-hidden
            className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent text-xs font-semibold text-on-accent"
          >
            {initials(name)}
          </span>
          <span className="sr-only">Account:</span>
          <span className="min-w-0 flex-1">
            <span className="block truncate font-medium">{name}</span>
            <span className="block truncate text-xs text-soft">{me.organization.name}</span>
          </span>
          <ChevronsUpDown className="size-4 shrink-0 text-faint" aria-hidden />
        </button>
      }
    >
      {me.user.email && <MenuLabel>{me.user.email}</MenuLabel>}
      {registry.areas.map((area) => {
        const [first] = listMenu(registry, area, me);
        return (
          first && (
            <MenuItem key={area.name} onSelect={() => void navigate({ to: first.route.fullPath })}>
              <area.icon aria-hidden />
              {area.name}
            </MenuItem>
          )
        );
      })}
      <MenuSeparator />
      {registry.features
        .flatMap(({ sidebarViews }) => sidebarViews ?? [])
        .map((view) => (
          <MenuItem key={view.name} onSelect={() => onChoose(view)}>
            <view.icon aria-hidden />
            {view.name}
          </MenuItem>
        ))}
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice
        value={theme}
        options={THEMES}
        onChange={(chosen) => {
          // Here in any case; on the other devices if it can be saved.
          chooseTheme(chosen);
          preferences.change({ theme: chosen }).catch(() => undefined);
        }}
      />
      <MenuSeparator />
      <MenuItem
        onSelect={() => {
          signOut(() => api.logins.signOut("local")).catch((error: unknown) =>
            toast({ text: errorMessage(error) }),
          );
        }}
      >
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return ((words[0]?.[0] ?? "?") + (words[1]?.[0] ?? "")).toUpperCase();
}
