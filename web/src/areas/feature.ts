import type { ShortcutName } from "@sardonyx/client";
import type { AnyRoute } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import type { Action } from "@/features/shared/actions";
import type { SlotPart } from "@/features/shared/slots";

/** What a feature brings to the pages: its `manifest.ts` exports one. */
export interface Feature {
  /** Each below the route of an area, or below the root if it is outside of all areas. */
  readonly routes?: readonly AnyRoute[];
  readonly menu?: readonly MenuEntry[];
  /** What it adds to the slots of areas and of other features' pages. */
  readonly parts?: readonly SlotPart[];
  readonly sidebarViews?: readonly SidebarView[];
  readonly commands?: readonly Command[];
  /** What it adds to the command palette, which loads it when it is opened. */
  readonly actions?: () => Promise<readonly Action[]>;
}

/** A page in the navigation of its area, which is the one that its route is below. */
export interface MenuEntry {
  readonly route: AnyRoute;
  readonly name: string;
  readonly icon: LucideIcon;
  /** Lower comes first. */
  readonly order: number;
  /** Without one it is for everybody. */
  readonly permission?: string;
}

/** A list that takes the place of the usual sidebar; the account menu offers it. */
export interface SidebarView {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly render: (onBack: () => void) => ReactNode;
}

/** What a keyboard shortcut does anywhere in the pages: go to a page, or open a dialog. */
export type Command =
  | { readonly shortcut: ShortcutName; readonly route: AnyRoute }
  | { readonly shortcut: ShortcutName; readonly Dialog: ComponentType<{ onClose: () => void }> };

/** Checks a manifest, and keeps the types of its routes for the router. */
export function defineFeature<const F extends Feature>(feature: F): F {
  return feature;
}
