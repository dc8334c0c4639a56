import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

/** Something the person should know, where it happened. */
export function Notice({
  kind = "danger",
  children,
  action,
  className,
}: {
  kind?: "danger" | "good";
  children: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  const Icon = kind === "danger" ? CircleAlert : CircleCheck;
  return (
    <div
      role={kind === "danger" ? "alert" : "status"}
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border px-3.5 py-2.5 text-sm",
        kind === "danger" ? "border-danger/30 bg-danger/8" : "border-good/30 bg-good/8",
        className,
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", kind === "danger" ? "text-danger" : "text-good")} />
      <div className="min-w-0 flex-1 basis-40 wrap-anywhere">{children}</div>
      {action}
    </div>
  );
}
