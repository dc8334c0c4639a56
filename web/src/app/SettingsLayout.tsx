import { Link, Outlet } from "@tanstack/react-router";
import { Boxes, CircleUser, MonitorSmartphone } from "lucide-react";
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
          <nav aria-label="Settings" className="mb-8 flex gap-1 border-b border-line">
            {isAdministrator(me) && (
              <Tab to="/settings/models" icon={<Boxes />}>
                Models
              </Tab>
            )}
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
  to: "/settings/models" | "/settings/devices" | "/settings/account";
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className="-mb-px flex items-center gap-2 rounded-t-lg border-b-2 border-transparent px-3 py-2.5 text-sm font-medium text-soft hover:text-ink [&_svg]:size-4"
      activeProps={{ className: "border-accent! text-ink!", "aria-current": "page" }}
    >
      {icon}
      {children}
    </Link>
  );
}
