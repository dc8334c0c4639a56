import { axisEnd, type Total, tokensOf } from "./totals";

const count = new Intl.NumberFormat(undefined, { notation: "compact" });
const exact = new Intl.NumberFormat();
const day = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric", timeZone: "UTC" });

/** How much of a column's place it takes; the rest is the gap. */
const WIDTH = 0.8;
/** More than this is too wide to be read as a column, in percent. */
const WIDEST = 12;

/** A column for each day: input below, output above it. */
export function ColumnChart({ name, totals }: { name: string; totals: readonly Total[] }) {
  const most = axisEnd(Math.max(...totals.map(tokensOf)));
  const place = 100 / totals.length;
  const width = Math.min(place * WIDTH, WIDEST);
  const percent = (tokens: number) => (100 * tokens) / most;
  return (
    <figure>
      <div className="relative">
        <svg role="img" aria-label={`${name}: as in the table`} className="h-52 w-full">
          {[0, 50, 100].map((at) => (
            <line key={at} x1="0" x2="100%" y1={`${at}%`} y2={`${at}%`} className="stroke-line" />
          ))}
          {totals.map((total, index) => {
            const x = `${index * place + (place - width) / 2}%`;
            const input = percent(total.input);
            const output = percent(total.output);
            return (
              <g key={total.key}>
                <title>
                  {`${dayOf(total)}: ${exact.format(total.input)} input, ${exact.format(total.output)} output`}
                </title>
                <rect
                  x={x}
                  width={`${width}%`}
                  y={`${100 - input}%`}
                  height={`${input}%`}
                  className="fill-accent"
                />
                <rect
                  x={x}
                  width={`${width}%`}
                  y={`${100 - input - output}%`}
                  height={`${output}%`}
                  className="fill-soft"
                />
                {/* Also beside a column one points at its day. */}
                <rect x={`${index * place}%`} width={`${place}%`} y="0" height="100%" fill="transparent" />
              </g>
            );
          })}
        </svg>
        <span aria-hidden className="absolute top-0.5 left-0 bg-surface/80 pr-1 text-xs text-faint">
          {count.format(most)}
        </span>
      </div>
      <figcaption className="mt-1 flex justify-between text-xs text-faint">
        <span>{totals[0] && dayOf(totals[0])}</span>
        {totals.length > 1 && <span>{dayOf(totals[totals.length - 1] as Total)}</span>}
      </figcaption>
    </figure>
  );
}

function dayOf({ key }: Total): string {
  return day.format(new Date(`${key}T00:00Z`));
}
