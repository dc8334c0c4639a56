import type { ModelProvider, ProviderDraft, ProviderKind } from "@sardonyx/client";
import { useState } from "react";
import { FormDialog, textIn } from "@/features/shared/FormDialog";
import { useServices } from "@/features/shared/services";
import { CheckField, SelectField, TextField } from "@/ui/Field";
import { ModelAudience } from "./ModelAudience";
import { KINDS, useProvidersRefresh } from "./providers";

interface ProviderDialogProps {
  /** Null: a new one. */
  provider: ModelProvider | null;
  isFirst: boolean;
  onClose: () => void;
}

export function ProviderDialog({ provider, isFirst, onClose }: ProviderDialogProps) {
  const { api } = useServices();
  const refresh = useProvidersRefresh();
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? "openai");
  const [baseUrl, setBaseUrl] = useState(provider?.base_url ?? KINDS.openai.baseUrl);
  const [roles, setRoles] = useState(provider?.roles ?? null);

  function chooseKind(chosen: ProviderKind) {
    if (baseUrl === KINDS[kind].baseUrl) {
      setBaseUrl(KINDS[chosen].baseUrl);
    }
    setKind(chosen);
  }

  async function save(form: FormData) {
    const key = textIn(form, "key");
    const window = textIn(form, "context_window");
    const draft: ProviderDraft = {
      name: textIn(form, "name"),
      kind,
      base_url: baseUrl.trim(),
      model: textIn(form, "model"),
      ...(key === "" ? {} : { key }),
      is_default: form.has("is_default"),
      roles,
      context_window: window === "" ? null : Number(window),
    };
    await (provider ? api.providers.change(provider.id, draft) : api.providers.create(draft));
    await refresh();
    onClose();
  }

  return (
    <FormDialog
      title={provider ? `Edit ${provider.name}` : "Connect model"}
      button={provider ? "Save" : "Connect"}
      onSubmit={save}
      onClose={onClose}
    >
      {(problemOf) => (
        <>
          <SelectField
            label="Kind"
            value={kind}
            onChange={(event) => chooseKind(event.currentTarget.value as ProviderKind)}
          >
            {Object.entries(KINDS).map(([value, facts]) => (
              <option key={value} value={value}>
                {facts.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label="Name"
            name="name"
            defaultValue={provider?.name}
            hint="The name people see."
            problem={problemOf("name")}
            maxLength={200}
            required
          />
          <TextField
            label="Address"
            name="base_url"
            type="url"
            value={baseUrl}
            onChange={(event) => setBaseUrl(event.currentTarget.value)}
            problem={problemOf("base_url")}
            required
          />
          <TextField
            label="Model"
            name="model"
            defaultValue={provider?.model}
            placeholder={KINDS[kind].modelExample}
            problem={problemOf("model")}
            maxLength={200}
            required
          />
          <TextField
            label="Key"
            name="key"
            type="password"
            autoComplete="off"
            placeholder={provider?.has_key ? "Saved. Leave empty to keep it" : ""}
            hint={KINDS[kind].keyHint}
            problem={problemOf("key")}
          />
          <TextField
            label="Context window, in tokens"
            name="context_window"
            type="number"
            min={256}
            max={100_000_000}
            defaultValue={provider?.context_window ?? ""}
            placeholder="From the model name"
            hint="Tokens the model reads and writes at once. Longer chats are summarized."
            problem={problemOf("context_window")}
          />
          <ModelAudience saved={provider?.roles ?? null} chosen={roles} onChange={setRoles} />
          <CheckField
            label="Use as the default model"
            name="is_default"
            defaultChecked={provider?.is_default ?? isFirst}
          />
        </>
      )}
    </FormDialog>
  );
}
