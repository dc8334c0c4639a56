import type { AnyRoute } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

/** A part of the pages with a shell of its own, the component of its route. */
export interface Area {
  readonly name: string;
  readonly icon: LucideIcon;
  /** Has no path of its own: the addresses of its pages are those that features choose. */
  readonly route: AnyRoute;
  /** Where it has none, the first area's sidebar stays. */
  readonly Sidebar?: ComponentType;
}
