import type { Audience } from "@/core";
import { CheckField, SelectField } from "@/ui/Field";
import { nameOfRole } from "./audience";

export interface ChosenAudience {
  readonly audience: Audience;
  readonly roles: readonly string[];
}

/** Who may use a persona: for those who decide on everybody's. */
export function AudienceChoice({
  chosen,
  roles,
  onChange,
}: {
  chosen: ChosenAudience;
  /** Those that one can choose from. */
  roles: readonly string[];
  onChange: (chosen: ChosenAudience) => void;
}) {
  return (
    <div className="grid gap-3">
      <SelectField
        label="Who may use it"
        value={chosen.audience}
        onChange={(event) => onChange({ ...chosen, audience: event.currentTarget.value as Audience })}
      >
        <option value="owner">Only you</option>
        <option value="everyone">Everybody</option>
        <option value="roles">Only some roles</option>
      </SelectField>
      {chosen.audience === "roles" && (
        <fieldset className="rounded-xl border border-line p-3.5">
          <legend className="px-1 text-sm font-medium">For whom</legend>
          <div className="grid gap-2.5 sm:grid-cols-2">
            {roles.map((role, index) => (
              <CheckField
                key={role}
                label={capitalized(nameOfRole(role))}
                checked={chosen.roles.includes(role)}
                // The browser says it, and where.
                ref={(box) => {
                  const isMissing = index === 0 && chosen.roles.length === 0;
                  box?.setCustomValidity(isMissing ? "Choose at least one role." : "");
                }}
                onChange={(event) =>
                  onChange({
                    ...chosen,
                    roles: event.currentTarget.checked
                      ? [...chosen.roles, role]
                      : chosen.roles.filter((each) => each !== role),
                  })
                }
              />
            ))}
          </div>
          <p className="mt-3 text-sm text-soft">Owners and administrators see every persona.</p>
        </fieldset>
      )}
    </div>
  );
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
