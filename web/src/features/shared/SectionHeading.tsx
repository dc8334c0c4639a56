import type { ReactNode } from "react";

/** What a place of the settings is called, what it is for, and what one can begin there. */
export function SectionHeading({
  id,
  title,
  lead,
  level: Heading = "h2",
  action,
}: {
  id: string;
  title: ReactNode;
  lead: ReactNode;
  /** A part of a place is one lower. */
  level?: "h2" | "h3";
  action?: ReactNode;
}) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-4">
      <div className="min-w-0 flex-1 basis-64">
        <Heading
          id={id}
          className={
            Heading === "h2" ? "text-xl font-semibold tracking-tight wrap-anywhere" : "font-semibold"
          }
        >
          {title}
        </Heading>
        <p className="mt-1 max-w-xl text-sm text-pretty text-soft">{lead}</p>
      </div>
      {action}
    </div>
  );
}
