import { type Me, Store } from "@sardonyx/client";
import {
  type AnyRoute,
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Hash, MessagesSquare, Webhook } from "lucide-react";
import { expect, it } from "vitest";
import { type Services, ServicesContext } from "@/features/shared/services";
import { ToastProvider } from "@/ui/Toasts";
import { TooltipProvider } from "@/ui/Tooltip";
import type { Area } from "./area";
import { defineFeature, type Feature } from "./feature";
import { Sidebar } from "./frame/Sidebar";
import { RegistryContext } from "./registry";
import { SectionLayout } from "./sections/SectionLayout";

const ChatSidebar = () => <p>All chats</p>;
const ChannelSidebar = () => <p>All channels</p>;

/** Two areas beside the chats, each with a feature; only the first has a sidebar of its own. */
async function open(path: string, permissions: readonly string[]) {
  const root = createRootRoute({
    component: () => (
      <>
        <Sidebar onClose={() => undefined} />
        <Outlet />
      </>
    ),
  });
  const parent = (id: string) =>
    createRoute({ getParentRoute: () => root, id, component: () => <SectionLayout subject="Shop" /> });
  const page = (area: AnyRoute, address: string) =>
    createRoute({ getParentRoute: () => area, path: address, component: () => <h2>{address}</h2> });
  const chats = {
    name: "Chats",
    icon: MessagesSquare,
    route: parent("chats"),
    Sidebar: ChatSidebar,
  } satisfies Area;
  const channels = {
    name: "Channels",
    icon: Hash,
    route: parent("channels"),
    Sidebar: ChannelSidebar,
  } satisfies Area;
  const studio = { name: "Studio", icon: Webhook, route: parent("studio") } satisfies Area;
  const general = page(channels.route, "/channels/general");
  const bans = page(channels.route, "/channels/bans");
  const hooks = page(studio.route, "/hooks");
  const features: readonly Feature[] = [
    defineFeature({
      routes: [general, bans],
      menu: [
        { route: bans, name: "Bans", icon: Hash, order: 2, permission: "channels:moderate" },
        { route: general, name: "General", icon: Hash, order: 1 },
      ],
      sidebarViews: [
        {
          name: "Muted channels",
          icon: Hash,
          render: (onBack) => (
            <button type="button" onClick={onBack}>
              Back
            </button>
          ),
        },
      ],
    }),
    defineFeature({
      routes: [hooks],
      menu: [{ route: hooks, name: "Webhooks", icon: Webhook, order: 1, permission: "hooks:manage" }],
    }),
  ];
  const router = createRouter({
    routeTree: root.addChildren([
      chats.route,
      channels.route.addChildren([general, bans]),
      studio.route.addChildren([hooks]),
    ]),
    history: createMemoryHistory({ initialEntries: [path] }),
  });
  const me = { permissions, user: { username: "ada" }, organization: { name: "Ada & Co" } };
  render(
    <ServicesContext.Provider value={{ me: new Store(me as unknown as Me) } as unknown as Services}>
      <RegistryContext.Provider value={{ areas: [chats, channels, studio], features }}>
        <TooltipProvider>
          <ToastProvider>
            <RouterProvider router={router as never} />
          </ToastProvider>
        </TooltipProvider>
      </RegistryContext.Provider>
    </ServicesContext.Provider>,
  );
  await screen.findByRole("heading", { level: 2 });
  return { router, user: userEvent.setup() };
}

const links = () => screen.getAllByRole("link", { hidden: true }).map(({ textContent }) => textContent);

it("an area shows its own pages in their order, and the ways to other areas that have any", async () => {
  await open("/channels/general", ["channels:moderate", "hooks:manage"]);
  expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Channels");
  expect(screen.getByRole("navigation", { name: "Channels" })).toBeTruthy();
  expect(links()).toEqual(expect.arrayContaining(["General", "Bans", "Studio"]));
  expect(links().indexOf("General")).toBeLessThan(links().indexOf("Bans"));
  expect(links()).not.toContain("Chats");
});

it("leaves out pages, and areas, that the person lacks the permission for", async () => {
  await open("/channels/general", []);
  expect(links()).toContain("General");
  expect(links()).not.toContain("Bans");
  expect(links()).not.toContain("Studio");
});

it("has the sidebar of the area, and the first area's where an area has none", async () => {
  const { user } = await open("/channels/general", ["hooks:manage"]);
  expect(screen.getByText("All channels")).toBeTruthy();
  await user.click(screen.getByRole("link", { name: "Studio", hidden: true }));
  await screen.findByRole("heading", { level: 2, name: "/hooks" });
  expect(screen.getByText("All chats")).toBeTruthy();
  expect(screen.queryByText("All channels")).toBeNull();
});

it("goes to an area, and shows a view in place of the sidebar, from the account menu", async () => {
  const { router, user } = await open("/channels/general", ["hooks:manage"]);
  await user.click(screen.getByRole("button", { name: /^Account/ }));
  await user.click(screen.getByRole("menuitem", { name: "Muted channels" }));
  await user.click(await screen.findByRole("button", { name: "Back" }));
  expect(screen.getByText("All channels")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: /^Account/ }));
  await user.click(screen.getByRole("menuitem", { name: "Studio" }));
  await screen.findByRole("heading", { level: 2, name: "/hooks" });
  expect(router.state.location.pathname).toBe("/hooks");
});
