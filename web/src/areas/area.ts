import type { AnyRoute } from "@tanstack/react-router";
import type { LucideIcon } from "lucide-react";
import type { ComponentType } from "react";

/** A part of the pages with a shell of its own, the component of its route. */
export interface Area {
  readonly name: string;
  readonly icon: LucideIcon;
  /** Without a path: features choose the addresses of their pages. Its id begins with `_`. */
  readonly route: AnyRoute;
  /** Where it has none, the first area's sidebar stays. */
  readonly Sidebar?: ComponentType;
}
