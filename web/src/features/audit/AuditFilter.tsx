import { useId } from "react";
import { DayFields, type Days } from "@/features/shared/DayFields";
import { TextField } from "@/ui/Field";
import { KNOWN_ACTIONS } from "./actions";

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
    <div className="mb-4 grid grid-cols-2 gap-3 sm:grid-cols-[2fr_1fr_1fr]">
      <TextField
        label="Filter by this"
        placeholder="login_session.created"
        value={action}
        list={known}
        autoComplete="off"
        className="max-sm:col-span-2"
        onChange={(event) => onAction(event.currentTarget.value)}
      />
      <DayFields days={days} onDays={onDays} />
      <datalist id={known}>
        {KNOWN_ACTIONS.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
