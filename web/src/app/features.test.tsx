import { readdirSync, readFileSync } from "node:fs";
import type { Me } from "@sardonyx/client";
import { createMemoryHistory } from "@tanstack/react-router";
import { expect, it } from "vitest";
import { listMenu } from "@/areas/registry";
import type { Services } from "@/features/shared/services";
import { REGISTRY } from "./registry";
import { makeRouter } from "./router";

const router = makeRouter({} as Services, createMemoryHistory());
const routes = REGISTRY.features.flatMap((feature) => feature.routes ?? []);
const entries = REGISTRY.features.flatMap((feature) => feature.menu ?? []);

/** All permissions there are, as the reference lists them. A test of the server keeps that list. */
const PERMISSIONS = [
  ...readFileSync("../docs/reference/permissions.md", "utf8").matchAll(/^\| `([a-z-]+:[a-z]+)` \|/gm),
].map(([, name]) => String(name));

function person(permissions: readonly string[]): Me {
  return { permissions } as Me;
}

function namesFor(me: Me): readonly string[] {
  return REGISTRY.areas.flatMap((area) => listMenu(REGISTRY, area, me)).map(({ name }) => name);
}

it("has a manifest of every feature", () => {
  const folders = readdirSync("src/features").filter((name) => name !== "shared");
  expect(REGISTRY.features).toHaveLength(folders.length);
  expect(new Set(REGISTRY.features).size).toBe(folders.length);
});

it("shows an entry to who has its permission, whatever else they may, and to nobody else", () => {
  expect(PERMISSIONS.length).toBeGreaterThan(10);
  expect(namesFor(person(PERMISSIONS)).toSorted()).toEqual(entries.map(({ name }) => name).toSorted());
  for (const { name, permission } of entries.filter((entry) => entry.permission)) {
    expect(PERMISSIONS, name).toContain(permission);
    expect(namesFor(person([String(permission)])), name).toContain(name);
    expect(namesFor(person(PERMISSIONS.filter((each) => each !== permission))), name).not.toContain(name);
  }
});

it("shows to who has no permission what is everybody's", () => {
  expect(namesFor(person([]))).toEqual(["Profile", "Preferences", "Account", "Devices", "Personas"]);
});

it("has each entry in one area, under a name and at a position of its own", () => {
  const shown = REGISTRY.areas.flatMap((area) => {
    const menu = listMenu(REGISTRY, area, person(PERMISSIONS));
    expect(new Set(menu.map(({ order }) => order)).size, area.name).toBe(menu.length);
    return menu;
  });
  expect(shown).toHaveLength(entries.length);
  expect(new Set(shown.map(({ name }) => name)).size).toBe(shown.length);
});

it("has entries only for routes of the same manifest that need no parameter", () => {
  for (const { menu = [], routes: own = [] } of REGISTRY.features) {
    for (const { route, name } of menu) {
      expect(own, name).toContain(route);
      expect(route.fullPath, name).not.toContain("$");
    }
  }
});

it("reaches each route by its address, and by no other's", () => {
  for (const route of routes) {
    const path = route.fullPath.replace(/\$[a-zA-Z]+/g, "some-id");
    const matches = router.matchRoutes(router.buildLocation({ to: path } as never));
    expect(matches.at(-1)?.routeId, path).toBe(route.id);
    expect(router.routesById[route.id as keyof typeof router.routesById], path).toBe(route);
  }
  expect(new Set(routes.map(({ fullPath }) => fullPath)).size).toBe(routes.length);
});

it("has the addresses that bookmarks, mails and documents point at", () => {
  expect(routes.map(({ fullPath }) => fullPath).toSorted()).toEqual([
    "/",
    "/accept-invitation",
    "/chat/$id",
    "/confirm",
    "/forgot-password",
    "/new-password",
    "/projects/$id",
    "/reset-password",
    "/second-factor",
    "/settings/account",
    "/settings/api-keys",
    "/settings/applications",
    "/settings/applications/$applicationId",
    "/settings/audit",
    "/settings/devices",
    "/settings/feedback",
    "/settings/models",
    "/settings/organization",
    "/settings/people",
    "/settings/personas",
    "/settings/preferences",
    "/settings/profile",
    "/settings/retention",
    "/settings/teams",
    "/settings/teams/$id",
    "/settings/usage",
    "/shared/$token",
    "/sign-in",
  ]);
});

it("has one command for a keyboard shortcut, and views of different names", () => {
  const shortcuts = REGISTRY.features.flatMap(({ commands }) => commands ?? []).map((each) => each.shortcut);
  expect(shortcuts.toSorted()).toEqual(["keys", "new-chat", "search"]);
  const views = REGISTRY.features.flatMap(({ sidebarViews }) => sidebarViews ?? []).map(({ name }) => name);
  expect(new Set(views).size).toBe(views.length);
});
