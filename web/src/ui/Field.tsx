import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Select } from "./Select";

const BOX = [
  "w-full rounded-lg border border-line bg-surface px-3 text-ellipsis text-ink placeholder:text-faint",
  "aria-invalid:border-danger disabled:cursor-not-allowed disabled:opacity-60",
  // What cannot be changed here does not look as if it could.
  "[&[readonly]]:border-transparent [&[readonly]]:bg-transparent [&[readonly]]:px-0",
];

interface FieldProps {
  label: string;
  hint?: ReactNode;
  problem?: string | null;
  className?: string;
}

interface Described {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

/** A labelled control with a hint, or with what is wrong with it in the hint's place. */
export function Field({
  label,
  hint,
  problem,
  className,
  children,
}: FieldProps & { children: (described: Described) => ReactNode }) {
  const id = useId();
  const note = problem ?? hint;
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note ? `${id}-note` : undefined,
        "aria-invalid": problem ? true : undefined,
      })}
      {note && (
        <p id={`${id}-note`} className={cn("text-sm", problem ? "text-danger" : "text-soft")}>
          {note}
        </p>
      )}
    </div>
  );
}

export function TextField({
  label,
  hint,
  problem,
  className,
  ...input
}: FieldProps & Omit<ComponentProps<"input">, "className">) {
  return (
    <Field label={label} hint={hint} problem={problem ?? null} {...(className ? { className } : {})}>
      {(described) => <input className={cn(BOX, "h-10")} {...described} {...input} />}
    </Field>
  );
}

/** For more than a line. */
export function AreaField({
  label,
  hint,
  problem,
  className,
  ...area
}: FieldProps & Omit<ComponentProps<"textarea">, "className">) {
  return (
    <Field label={label} hint={hint} problem={problem ?? null} {...(className ? { className } : {})}>
      {(described) => (
        <textarea className={cn(BOX, "min-h-20 resize-y py-2 leading-relaxed")} {...described} {...area} />
      )}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  problem,
  className,
  children,
  ...select
}: FieldProps & Omit<ComponentProps<"select">, "className" | "size">) {
  return (
    <Field label={label} hint={hint} problem={problem ?? null} {...(className ? { className } : {})}>
      {(described) => (
        <Select {...described} {...select}>
          {children}
        </Select>
      )}
    </Field>
  );
}

export function CheckField({ label, ...input }: { label: string } & ComponentProps<"input">) {
  return (
    <label className="flex items-start gap-2.5 py-0.5 text-sm">
      <input type="checkbox" className="mt-0.5 size-4 shrink-0 accent-accent" {...input} />
      {label}
    </label>
  );
}
