import { CheckField } from "@/ui/Field";
import { nameOfRole } from "./roles";

/** For whom something is: one role at least. */
export function RolesField({
  roles,
  chosen,
  note,
  onChange,
}: {
  /** Those that one can choose from. */
  roles: readonly string[];
  chosen: readonly string[];
  /** What it means for everybody else. */
  note: string;
  onChange: (chosen: readonly string[]) => void;
}) {
  return (
    <fieldset className="rounded-xl border border-line p-3.5">
      <legend className="px-1 text-sm font-medium">For whom</legend>
      <div className="grid gap-2.5 sm:grid-cols-2">
        {roles.map((role, index) => (
          <CheckField
            key={role}
            label={capitalized(nameOfRole(role))}
            checked={chosen.includes(role)}
            // The browser says it, and where.
            ref={(box) => {
              const isMissing = index === 0 && chosen.length === 0;
              box?.setCustomValidity(isMissing ? "Choose at least one role." : "");
            }}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, role] : chosen.filter((each) => each !== role),
              )
            }
          />
        ))}
      </div>
      <p className="mt-3 text-sm text-soft">{note}</p>
    </fieldset>
  );
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
