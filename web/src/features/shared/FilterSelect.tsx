import { cn } from "@/ui/cn";

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
    <select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || null)}
      className={cn(
        "h-8 min-w-0 truncate rounded-lg border border-line bg-surface px-2 text-sm",
        value === null && "text-soft",
        className,
      )}
    >
      <option value="">{all}</option>
      {options.map(({ value: each, name }) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** For what is called as it is. */
export const sameNamed = (values: readonly string[]) => values.map((value) => ({ value, name: value }));
