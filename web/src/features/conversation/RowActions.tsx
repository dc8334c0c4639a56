import type { ReactNode } from "react";

/** What can be done with a message: there when one points at it or gets there by keyboard, always on touch. */
export function RowActions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-1 -mx-1 flex min-h-8 flex-wrap items-center gap-0.5 opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 has-[[data-branches]]:opacity-100 pointer-coarse:opacity-100">
      {children}
    </div>
  );
}
