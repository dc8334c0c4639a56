import type { UsageQuery } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAdmin } from "@/features/shared/admin";
import { cn } from "@/ui/cn";
import { Notice } from "@/ui/Notice";
import { BarChart } from "./BarChart";
import { ColumnChart } from "./ColumnChart";
import { loadUsage } from "./loadUsage";
import { type Dimension, type Total, totalsBy } from "./totals";

const DIMENSIONS: readonly (readonly [Dimension, string])[] = [
  ["day", "Day"],
  ["model", "Model"],
  ["person", "Person"],
];

const count = new Intl.NumberFormat();

/** The tokens of a time, per day, model or person: drawn, and the same numbers as a table beside it. */
export function UsageCharts({ wanted }: { wanted: Pick<UsageQuery, "from" | "to" | "user_id"> }) {
  const admin = useAdmin();
  const [dimension, setDimension] = useState<Dimension>("day");
  const usage = useQuery({
    queryKey: ["usage charts", wanted],
    queryFn: () => loadUsage(admin, wanted),
  });
  // Of what failed, the list below says why.
  if (!usage.data || usage.data.lines.length === 0) {
    return null;
  }
  const totals = totalsBy(dimension, usage.data.lines);
  const name = `Tokens per ${dimension}`;
  return (
    <section aria-label="Charts" className="mb-6 rounded-xl border border-line bg-surface p-4">
      <div className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2">
        {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons is not a fieldset */}
        <div role="group" aria-label="Tokens per" className="flex gap-1 rounded-lg border border-line p-0.5">
          {DIMENSIONS.map(([each, label]) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === dimension}
              className={cn(
                "rounded-md px-3 py-1 text-sm text-soft hover:text-ink",
                each === dimension && "bg-hover font-medium text-ink!",
              )}
              onClick={() => setDimension(each)}
            >
              {label}
            </button>
          ))}
        </div>
        <Legend />
      </div>
      {usage.data.isCut && (
        <Notice className="mb-4">
          There is too much in this period to add up all of it: the oldest days are missing here. Choose fewer
          days.
        </Notice>
      )}
      <div className="grid gap-6 lg:grid-cols-2">
        {dimension === "day" ? (
          <ColumnChart name={name} totals={totals} />
        ) : (
          <BarChart name={name} totals={totals} />
        )}
        <TotalsTable name={name} dimension={dimension} totals={totals} />
      </div>
    </section>
  );
}

function Legend() {
  return (
    <p className="flex gap-4 text-sm text-soft" aria-hidden>
      <span className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-accent" />
        Input
      </span>
      <span className="flex items-center gap-1.5">
        <span className="size-2.5 rounded-sm bg-soft" />
        Output
      </span>
    </p>
  );
}

function TotalsTable({
  name,
  dimension,
  totals,
}: {
  name: string;
  dimension: Dimension;
  totals: readonly Total[];
}) {
  // The newest day is what one looks for.
  const rows = dimension === "day" ? totals.toReversed() : totals;
  return (
    <div
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keyboard
      tabIndex={0}
      className="max-h-64 overflow-auto rounded-lg"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{name}</caption>
        <thead className="sticky top-0 bg-surface text-left text-xs text-soft">
          <tr>
            <th scope="col" className="py-1 pr-3 font-medium">
              {DIMENSIONS.find(([each]) => each === dimension)?.[1]}
            </th>
            {["Input", "Output", "Answers"].map((each) => (
              <th key={each} scope="col" className="py-1 pl-3 text-right font-medium">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((total) => (
            <tr key={total.key} className="border-t border-line">
              <th scope="row" className="py-1 pr-3 text-left font-normal wrap-anywhere">
                {dimension === "day" ? <time dateTime={total.key}>{total.name}</time> : total.name}
              </th>
              {[total.input, total.output, total.answers].map((number, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
                <td key={column} className="py-1 pl-3 text-right tabular-nums">
                  {count.format(number)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
