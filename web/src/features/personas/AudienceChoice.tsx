import type { Audience } from "@sardonyx/client";
import { RolesField } from "@/features/shared/RolesField";
import { SelectField } from "@/ui/Field";

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
        label="Who can use it"
        value={chosen.audience}
        onChange={(event) => onChange({ ...chosen, audience: event.currentTarget.value as Audience })}
      >
        <option value="owner">Only you</option>
        <option value="everyone">Everybody</option>
        <option value="roles">Selected roles</option>
      </SelectField>
      {chosen.audience === "roles" && (
        <RolesField
          roles={roles}
          chosen={chosen.roles}
          note="Owners and administrators see every persona."
          onChange={(changed) => onChange({ ...chosen, roles: changed })}
        />
      )}
    </div>
  );
}
