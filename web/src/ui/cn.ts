import { type ClassValue, clsx } from "clsx";

/**
 * Class names put together. Of two that contradict each other the one that stands later in the style
 * sheet stays: who overrules a component's own says so with `!`.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
