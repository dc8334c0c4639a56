import type { Persona, PersonaDraft } from "@sardonyx/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { MODELS_KEY } from "@/features/shared/models";
import { PERSONAS_KEY } from "@/features/shared/personas";
import { rolesToChoose } from "@/features/shared/roles";
import { mayCurate, useMe, useServices } from "@/features/shared/services";
import { AreaField, SelectField, TextField } from "@/ui/Field";
import { AudienceChoice, type ChosenAudience } from "./AudienceChoice";

/** @param persona null: a new one */
export function PersonaDialog({ persona, onClose }: { persona: Persona | null; onClose: () => void }) {
  const { api } = useServices();
  const isCurator = mayCurate(useMe());
  const queries = useQueryClient();
  const models = useQuery({ queryKey: MODELS_KEY, queryFn: api.models });
  const [chosen, setChosen] = useState<ChosenAudience>({
    audience: persona?.audience ?? "owner",
    roles: persona?.roles ?? [],
  });

  async function save(form: FormData) {
    const text = (field: string) => textIn(form, field);
    const number = (field: string) => (text(field) === "" ? null : Number(text(field)));
    const draft: PersonaDraft = {
      name: text("name"),
      description: text("description"),
      instructions: text("instructions"),
      audience: chosen.audience,
      roles: chosen.audience === "roles" ? chosen.roles : [],
      model_provider_id: text("model") || null,
      parameters: {
        temperature: number("temperature"),
        top_p: number("top_p"),
        max_tokens: number("max_tokens"),
      },
      starters: linesOf(text("starters")),
    };
    await (persona ? api.personas.change(persona.id, draft) : api.personas.create(draft));
    await queries.invalidateQueries({ queryKey: PERSONAS_KEY });
    onClose();
  }

  return (
    <FormDialog
      title={persona ? `Edit ${persona.name}` : "New persona"}
      button={persona ? "Save" : "Create"}
      onSubmit={save}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <TextField
            label="Name"
            name="name"
            defaultValue={persona?.name}
            problem={problemOf("name")}
            maxLength={200}
            required
          />
          <TextField
            label="Description"
            name="description"
            defaultValue={persona?.description}
            hint="A short description shown in the picker."
            problem={problemOf("description")}
            maxLength={2_000}
          />
          <AreaField
            label="Instructions"
            name="instructions"
            rows={6}
            defaultValue={persona?.instructions}
            hint="How the assistant behaves: its role, knowledge and tone."
            problem={problemOf("instructions")}
            maxLength={100_000}
          />
          <AreaField
            label="Starters"
            name="starters"
            rows={3}
            defaultValue={persona?.starters.join("\n")}
            hint="Suggested first messages, one per line, up to twelve."
            problem={problemOf("starters")}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            <SelectField
              // Its options come later: then the one that is saved is chosen anew.
              key={String(models.isSuccess)}
              label="Model"
              name="model"
              defaultValue={persona?.model_provider_id ?? ""}
              problem={problemOf("model_provider_id")}
            >
              <option value="">The default</option>
              {models.data?.data.map((model) => (
                <option key={model.id} value={model.id}>
                  {model.name}
                </option>
              ))}
            </SelectField>
            <TextField
              label="Temperature"
              name="temperature"
              type="number"
              min={0}
              max={2}
              step={0.1}
              defaultValue={persona?.parameters.temperature ?? ""}
              placeholder="Model default"
              problem={problemOf("parameters.temperature")}
            />
            <TextField
              label="Top-p"
              name="top_p"
              type="number"
              min={0}
              max={1}
              step="any"
              defaultValue={persona?.parameters.top_p ?? ""}
              placeholder="Model default"
              problem={problemOf("parameters.top_p")}
            />
            <TextField
              label="Maximum answer length, in tokens"
              name="max_tokens"
              type="number"
              min={1}
              max={1_000_000}
              defaultValue={persona?.parameters.max_tokens ?? ""}
              placeholder="Model default"
              problem={problemOf("parameters.max_tokens")}
            />
          </div>
          {isCurator && (
            <AudienceChoice
              chosen={chosen}
              roles={rolesToChoose(persona?.roles ?? [])}
              onChange={setChosen}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
