import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";

interface SelectProps extends Omit<ComponentProps<"select">, "size"> {
  /** Small beside other things in a line. */
  size?: "normal" | "small";
  /** What it says stands back, as where nothing is chosen. */
  isQuiet?: boolean;
}

/** The browser's own list: right on every device, and a screen reader knows it. Only its arrow is ours. */
export function Select({ size = "normal", isQuiet = false, className, children, ...select }: SelectProps) {
  return (
    <span className={cn("relative inline-grid min-w-0", className)}>
      <select
        className={cn(
          "w-full min-w-0 appearance-none truncate rounded-lg border border-line bg-surface pr-8 pl-3",
          "aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60",
          size === "small" ? "h-9 text-sm" : "h-10",
          isQuiet ? "text-soft" : "text-ink",
        )}
        {...select}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-soft"
      />
    </span>
  );
}
