import type { DailyUsage } from "@sardonyx/client";

/** What was used of one thing: on a day, of a model, by a person. */
export interface Total {
  readonly key: string;
  readonly name: string;
  readonly input: number;
  readonly output: number;
  readonly answers: number;
}

export type Dimension = "day" | "model" | "person";

/** So many models or people have a bar of their own; the rest share one. */
const MOST = 12;

const NAMES: Readonly<Record<Dimension, (line: DailyUsage) => readonly [key: string, name: string]>> = {
  day: ({ day }) => [day, day],
  model: ({ model }) => [model, model],
  person: ({ user_id, user_name }) => [user_id, user_name ?? "somebody who is gone"],
};

/** Days in their order, each that lies between the first and the last; models and people by what they used. */
export function totalsBy(dimension: Dimension, lines: readonly DailyUsage[]): readonly Total[] {
  const totals = new Map<string, Total>();
  for (const line of lines) {
    const [key, name] = NAMES[dimension](line);
    const total = totals.get(key) ?? { key, name, input: 0, output: 0, answers: 0 };
    totals.set(key, plus(total, { ...line, input: line.prompt_tokens, output: line.completion_tokens }));
  }
  return dimension === "day" ? everyDay(totals) : greatest([...totals.values()]);
}

function plus(total: Total, more: Pick<Total, "input" | "output" | "answers">): Total {
  return {
    ...total,
    input: total.input + more.input,
    output: total.output + more.output,
    answers: total.answers + more.answers,
  };
}

function everyDay(totals: ReadonlyMap<string, Total>): readonly Total[] {
  const days = [...totals.keys()].sort();
  const [first, last] = [days[0], days.at(-1)];
  const all: Total[] = [];
  for (let day = first; day && last && day <= last; day = dayAfter(day)) {
    all.push(totals.get(day) ?? { key: day, name: day, input: 0, output: 0, answers: 0 });
  }
  return all;
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

function greatest(totals: readonly Total[]): readonly Total[] {
  const sorted = totals.toSorted((one, other) => tokensOf(other) - tokensOf(one));
  if (sorted.length <= MOST) {
    return sorted;
  }
  const rest = sorted.slice(MOST - 1);
  const others = { key: "others", name: `${rest.length} others`, input: 0, output: 0, answers: 0 };
  return [...sorted.slice(0, MOST - 1), rest.reduce(plus, others)];
}

export function tokensOf({ input, output }: Total): number {
  return input + output;
}

/** The next of 1, 2 or 5 times a power of ten: where an axis ends. */
export function axisEnd(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  return ([1, 2, 5, 10].find((each) => each * power >= most) ?? 10) * power;
}
