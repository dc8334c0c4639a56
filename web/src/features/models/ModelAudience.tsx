import { RolesField } from "@/features/shared/RolesField";
import { rolesToChoose } from "@/features/shared/roles";
import { SelectField } from "@/ui/Field";

/** Whose chats a model may answer. */
export function ModelAudience({
  saved,
  chosen,
  onChange,
}: {
  /** The roles that it is for by now; null for everybody. */
  saved: readonly string[] | null;
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[] | null) => void;
}) {
  return (
    <div className="grid gap-3">
      <SelectField
        label="Who can use it"
        value={chosen === null ? "everyone" : "roles"}
        onChange={(event) => onChange(event.currentTarget.value === "everyone" ? null : (saved ?? []))}
      >
        <option value="everyone">Everybody</option>
        <option value="roles">Selected roles</option>
      </SelectField>
      {chosen !== null && (
        <RolesField
          roles={rolesToChoose(saved ?? [])}
          chosen={chosen}
          note="Everyone else gets the default model, or the first one they may use."
          onChange={onChange}
        />
      )}
    </div>
  );
}
