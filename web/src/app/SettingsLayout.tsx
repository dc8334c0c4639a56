import { Link, type LinkProps, Outlet } from "@tanstack/react-router";
import {
  Bot,
  Boxes,
  CalendarClock,
  CircleUser,
  KeyRound,
  LayoutGrid,
  MonitorSmartphone,
  ScrollText,
  SlidersHorizontal,
  UserRound,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import { PageHeader } from "@/features/shared/PageHeader";
import { isAdministrator, useMe } from "@/features/shared/services";

export function SettingsLayout() {
  const me = useMe();
  return (
    <>
      <PageHeader title="Settings" />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto w-full max-w-3xl px-4 pt-2 pb-16 sm:px-6">
          <nav
            aria-label="Settings"
            className="mb-8 flex gap-1 overflow-x-auto overflow-y-hidden border-b border-line"
          >
            {isAdministrator(me) && (
              <Tab to="/settings/models" icon={<Boxes />}>
                Models
              </Tab>
            )}
            <Tab to="/settings/personas" icon={<Bot />}>
              Personas
            </Tab>
            {me.permissions.includes("people:read") && (
              <Tab to="/settings/people" icon={<UserRound />}>
                People
              </Tab>
            )}
            {me.permissions.includes("people:read") && (
              <Tab to="/settings/teams" icon={<Users />}>
                Teams
              </Tab>
            )}
            {me.permissions.includes("applications:read") && (
              <Tab to="/settings/applications" icon={<LayoutGrid />}>
                Applications
              </Tab>
            )}
            {me.permissions.includes("api-keys:manage") && (
              <Tab to="/settings/api-keys" icon={<KeyRound />}>
                API keys
              </Tab>
            )}
            {me.permissions.includes("audit:read") && (
              <Tab to="/settings/audit" icon={<ScrollText />}>
                Audit log
              </Tab>
            )}
            {isAdministrator(me) && (
              <Tab to="/settings/retention" icon={<CalendarClock />}>
                Retention
              </Tab>
            )}
            <Tab to="/settings/preferences" icon={<SlidersHorizontal />}>
              Preferences
            </Tab>
            <Tab to="/settings/devices" icon={<MonitorSmartphone />}>
              Devices
            </Tab>
            <Tab to="/settings/account" icon={<CircleUser />}>
              Account
            </Tab>
          </nav>
          <Outlet />
        </div>
      </div>
    </>
  );
}

function Tab({
  to,
  icon,
  children,
}: {
  to: LinkProps["to"] & `/settings/${string}`;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className="-mb-px flex shrink-0 items-center gap-2 rounded-t-lg border-b-2 border-transparent px-3 py-2.5 text-sm font-medium text-soft hover:text-ink [&_svg]:size-4"
      activeProps={{ className: "border-accent! text-ink!", "aria-current": "page" }}
    >
      {icon}
      {children}
    </Link>
  );
}
