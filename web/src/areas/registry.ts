import type { Me } from "@sardonyx/client";
import { type AnyRoute, useRouterState } from "@tanstack/react-router";
import { createContext, useContext } from "react";
import type { Area } from "./area";
import type { Feature, MenuEntry } from "./feature";

/** The areas and features that the pages consist of; `app` puts them together. */
export interface Registry {
  /** In the order in which they are offered. */
  readonly areas: readonly Area[];
  readonly features: readonly Feature[];
}

export const RegistryContext = createContext<Registry>({ areas: [], features: [] });

export function useRegistry(): Registry {
  return useContext(RegistryContext);
}

/** The area of the page that is shown; null outside of all areas. */
export function useCurrentArea(): Area | null {
  const { areas } = useRegistry();
  return useRouterState({
    select: ({ matches }) =>
      areas.find(({ route }) => matches.some(({ routeId }) => routeId === route.id)) ?? null,
  });
}

/** The pages in an area's navigation that this person may see, in their order. */
export function listMenu({ features }: Registry, area: Area, me: Me): readonly MenuEntry[] {
  return features
    .flatMap(({ menu }) => menu ?? [])
    .filter(({ route, permission }) => {
      return isBelow(route, area.route) && (!permission || me.permissions.includes(permission));
    })
    .toSorted((one, other) => one.order - other.order);
}

function isBelow(route: AnyRoute, ancestor: AnyRoute): boolean {
  for (let each: AnyRoute | undefined = route; each; each = each.options.getParentRoute?.()) {
    if (each === ancestor) {
      return true;
    }
  }
  return false;
}
