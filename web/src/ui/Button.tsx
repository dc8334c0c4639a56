import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./Spinner";
import { Tooltip } from "./Tooltip";

const button = cva(
  [
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap",
    "transition-colors select-none disabled:cursor-not-allowed disabled:opacity-45",
    "[&_svg]:size-4 [&_svg]:shrink-0",
  ],
  {
    variants: {
      look: {
        primary: "bg-accent text-on-accent hover:bg-accent-strong",
        plain: "border border-line bg-surface text-ink hover:bg-hover",
        quiet: "text-soft hover:bg-hover hover:text-ink",
        danger: "bg-danger text-on-accent hover:bg-danger/90",
      },
      size: {
        normal: "h-9 px-3.5 text-sm",
        large: "h-11 px-4 text-base",
        small: "h-8 px-2.5 text-sm",
        icon: "size-8",
        iconLarge: "size-9",
      },
    },
    defaultVariants: { look: "plain", size: "normal" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof button> {
  isBusy?: boolean;
}

export function Button({ look, size, isBusy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={cn(button({ look, size }), className)}
      disabled={disabled || isBusy}
      aria-busy={isBusy || undefined}
      {...rest}
    >
      {isBusy && <Spinner />}
      {children}
    </button>
  );
}

/** A button that is only a picture: its name is read out, and shown when one points at it. */
export function IconButton({
  label,
  look = "quiet",
  size = "icon",
  ...rest
}: ButtonProps & { label: string }) {
  return (
    <Tooltip text={label}>
      <Button look={look} size={size} aria-label={label} {...rest} />
    </Tooltip>
  );
}
