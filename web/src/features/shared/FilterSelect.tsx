import { Select } from "@/ui/Select";

/** What a list is to have: all, unless one of these is chosen. */
export function FilterSelect({
  label,
  all,
  value,
  options,
  onChange,
  className,
}: {
  label: string;
  /** What it says while none is chosen. */
  all: string;
  value: string | null;
  options: readonly { readonly value: string; readonly name: string }[];
  onChange: (value: string | null) => void;
  className?: string;
}) {
  return (
    <Select
      size="small"
      isQuiet={value === null}
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      {...(className ? { className } : {})}
    >
      <option value="">{all}</option>
      {options.map(({ value: each, name }) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </Select>
  );
}

/** For what is called as it is. */
export const sameNamed = (values: readonly string[]) => values.map((value) => ({ value, name: value }));
