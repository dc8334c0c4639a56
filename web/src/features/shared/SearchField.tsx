import { Search } from "lucide-react";

/** Above a list: what those in it are to have in their names. */
export function SearchField({
  label,
  hint,
  value,
  onChange,
}: {
  label: string;
  /** In what is looked. */
  hint: string;
  value: string;
  onChange: (text: string) => void;
}) {
  return (
    <div className="relative mb-3">
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-soft" />
      <input
        type="search"
        aria-label={label}
        placeholder={hint}
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        className="h-10 w-full rounded-lg border border-line bg-surface pr-3 pl-9 text-ink placeholder:text-faint"
      />
    </div>
  );
}
