import { useId } from "react";

/** One of a few, each with a sentence of its own. The browser's own buttons: the arrow keys work. */
export function RadioGroup<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: readonly { value: T; label: string; hint?: string }[];
  onChange: (value: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex gap-3 rounded-xl border border-line p-3 has-checked:border-accent has-checked:bg-accent/5"
        >
          <input
            type="radio"
            name={name}
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className="text-sm">
            <span className="block font-medium">{option.label}</span>
            {option.hint && <span className="block text-soft">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
