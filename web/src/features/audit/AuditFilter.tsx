import { useId } from "react";
import { TextField } from "@/ui/Field";
import { KNOWN_ACTIONS } from "./actions";

/** Who did something. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** As the fields say them; empty where none is said. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** Which part of the log one wants to see. */
export function AuditFilter({
  action,
  onAction,
  days,
  onDays,
}: {
  action: string;
  onAction: (action: string) => void;
  days: Days;
  onDays: (days: Days) => void;
}) {
  const known = useId();
  return (
    <div className="mb-4 grid gap-3 sm:grid-cols-[2fr_1fr_1fr]">
      <TextField
        label="Only this"
        placeholder="login_session.created"
        value={action}
        list={known}
        autoComplete="off"
        onChange={(event) => onAction(event.currentTarget.value)}
      />
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
      <datalist id={known}>
        {KNOWN_ACTIONS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
