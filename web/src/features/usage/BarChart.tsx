import { type Total, tokensOf } from "./totals";

const ROW = 38;
const BAR = 12;
const LETTERS = 36;

const exact = new Intl.NumberFormat();
const compact = new Intl.NumberFormat(undefined, { notation: "compact" });

/** A bar for each model or person: input first, then output. */
export function BarChart({ name, totals }: { name: string; totals: readonly Total[] }) {
  const most = Math.max(1, ...totals.map(tokensOf));
  const percent = (tokens: number) => (100 * tokens) / most;
  return (
    <figure>
      <svg
        role="img"
        aria-label={`${name}: as in the table`}
        className="w-full text-xs"
        height={totals.length * ROW}
      >
        {totals.map((total, index) => {
          const y = index * ROW;
          const input = percent(total.input);
          return (
            <g key={total.key}>
              <title>
                {`${total.name}: ${exact.format(total.input)} input, ${exact.format(total.output)} output`}
              </title>
              <text x="0" y={y + 13} className="fill-ink">
                {shortened(total.name)}
              </text>
              <text x="100%" y={y + 13} textAnchor="end" className="fill-soft">
                {compact.format(tokensOf(total))}
              </text>
              <rect x="0" y={y + 18} width={`${input}%`} height={BAR} className="fill-accent" />
              <rect
                x={`${input}%`}
                y={y + 18}
                width={`${percent(total.output)}%`}
                height={BAR}
                className="fill-soft"
              />
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

/** A drawn text has no end that could be hidden; the whole of it is in the table. */
function shortened(name: string): string {
  const letters = [...name];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS - 1).join("")}…` : name;
}
