import { TextField } from "@/ui/Field";

/** As the fields say them; empty where none is said. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** From which day to which: two parts of a row. */
export function DayFields({ days, onDays }: { days: Days; onDays: (days: Days) => void }) {
  return (
    <>
      <TextField
        label="From"
        type="date"
        value={days.first}
        max={days.last || undefined}
        onChange={(event) => onDays({ ...days, first: event.currentTarget.value })}
      />
      <TextField
        label="To"
        type="date"
        value={days.last}
        min={days.first || undefined}
        onChange={(event) => onDays({ ...days, last: event.currentTarget.value })}
      />
    </>
  );
}
