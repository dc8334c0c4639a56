import type { Me } from "@sardonyx/client";
import { Link, type LinkProps, Outlet, useRouterState } from "@tanstack/react-router";
import {
  Bot,
  Boxes,
  Building2,
  CalendarClock,
  ChartColumn,
  ChevronDown,
  CircleUser,
  KeyRound,
  LayoutGrid,
  Lock,
  MonitorSmartphone,
  ScrollText,
  SlidersHorizontal,
  ThumbsUp,
  UserRound,
  Users,
} from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { PageHeader } from "@/features/shared/PageHeader";
import { isAdministrator, useMe } from "@/features/shared/services";
import { cn } from "@/ui/cn";

interface Place {
  readonly to: LinkProps["to"] & `/settings/${string}`;
  readonly name: string;
  readonly icon: ReactNode;
  /** Left out: everybody. */
  readonly isFor?: (me: Me) => boolean;
}

const may = (permission: string) => (me: Me) => me.permissions.includes(permission);

const GROUPS: readonly { name: string; places: readonly Place[] }[] = [
  {
    name: "You",
    places: [
      { to: "/settings/profile", name: "Profile", icon: <CircleUser /> },
      { to: "/settings/preferences", name: "Preferences", icon: <SlidersHorizontal /> },
      { to: "/settings/personas", name: "Personas", icon: <Bot /> },
      { to: "/settings/account", name: "Account", icon: <Lock /> },
      { to: "/settings/devices", name: "Devices", icon: <MonitorSmartphone /> },
      { to: "/settings/api-keys", name: "API keys", icon: <KeyRound />, isFor: may("api-keys:manage") },
    ],
  },
  {
    name: "Your organization",
    places: [
      {
        to: "/settings/organization",
        name: "Organization",
        icon: <Building2 />,
        isFor: may("organization:manage"),
      },
      { to: "/settings/models", name: "Models", icon: <Boxes />, isFor: isAdministrator },
      { to: "/settings/people", name: "People", icon: <UserRound />, isFor: may("people:read") },
      { to: "/settings/teams", name: "Teams", icon: <Users />, isFor: may("people:read") },
      {
        to: "/settings/applications",
        name: "Applications",
        icon: <LayoutGrid />,
        isFor: may("applications:read"),
      },
      { to: "/settings/feedback", name: "Feedback", icon: <ThumbsUp />, isFor: may("feedback:read") },
      { to: "/settings/usage", name: "Usage", icon: <ChartColumn />, isFor: may("usage:read") },
      { to: "/settings/retention", name: "Retention", icon: <CalendarClock />, isFor: isAdministrator },
      { to: "/settings/audit", name: "Audit log", icon: <ScrollText />, isFor: may("audit:read") },
    ],
  },
];

/** Where there is room the places stand beside the page; else one opens them above it. */
export function SettingsLayout() {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="@container min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 pt-2 pb-16 sm:px-6 @3xl:flex-row @3xl:gap-10">
          <Places />
          <div className="min-w-0 flex-1">
            <Outlet />
          </div>
        </div>
      </div>
    </>
  );
}

function Places() {
  const me = useMe();
  const list = useId();
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes it
  useEffect(() => setOpen(false), [path]);
  const groups = GROUPS.map(({ name, places }) => ({
    name,
    places: places.filter((place) => place.isFor?.(me) ?? true),
  })).filter(({ places }) => places.length > 0);
  const here = groups.flatMap(({ places }) => places).find(({ to }) => path.startsWith(to));
  return (
    <nav
      aria-label="Settings"
      className="@3xl:sticky @3xl:top-2 @3xl:w-48 @3xl:shrink-0 @3xl:self-start"
      onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
    >
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
        className="flex h-11 w-full items-center gap-2.5 rounded-xl border border-line bg-surface px-3.5 text-sm font-medium @3xl:hidden [&_svg]:size-4"
      >
        {here?.icon}
        <span className="flex-1 text-left">{here?.name ?? "Settings"}</span>
        <ChevronDown aria-hidden className={cn("text-soft transition-transform", isOpen && "rotate-180")} />
      </button>
      <div
        id={list}
        className={cn(
          "mt-2 rounded-xl border border-line bg-surface p-2",
          "@3xl:mt-0 @3xl:block @3xl:border-0 @3xl:bg-transparent @3xl:p-0",
          !isOpen && "hidden",
        )}
      >
        {groups.map((group) => (
          <Group key={group.name} {...group} />
        ))}
      </div>
    </nav>
  );
}

function Group({ name, places }: { name: string; places: readonly Place[] }) {
  const heading = useId();
  return (
    <div className="not-first:mt-4">
      <p id={heading} className="px-2.5 pb-1 text-xs font-medium text-soft">
        {name}
      </p>
      <ul aria-labelledby={heading}>
        {places.map((place) => (
          <li key={place.to}>
            <Link
              to={place.to}
              className="flex min-h-9 items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-sm text-soft hover:bg-hover hover:text-ink [&_svg]:size-4"
              activeProps={{ className: "bg-hover font-medium text-ink!", "aria-current": "page" }}
            >
              {place.icon}
              {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
