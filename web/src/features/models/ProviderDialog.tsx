import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type ModelProvider, Problem, type ProviderDraft, type ProviderKind, sentenceOf } from "@/core";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Dialog } from "@/ui/Dialog";
import { CheckField, SelectField, TextField } from "@/ui/Field";
import { Notice } from "@/ui/Notice";
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
  const save = useMutation({
    mutationFn: (draft: ProviderDraft) =>
      provider ? api.providers.change(provider.id, draft) : api.providers.create(draft),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const problemOf = (field: string) =>
    save.error instanceof Problem
      ? (save.error.fields.find((each) => each.field === field)?.detail ?? null)
      : null;

  function chooseKind(chosen: ProviderKind) {
    if (baseUrl === KINDS[kind].baseUrl) {
      setBaseUrl(KINDS[chosen].baseUrl);
    }
    setKind(chosen);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    const key = text("key");
    const window = text("context_window");
    save.mutate({
      name: text("name"),
      kind,
      base_url: baseUrl.trim(),
      model: text("model"),
      ...(key === "" ? {} : { key }),
      is_default: form.has("is_default"),
      roles,
      context_window: window === "" ? null : Number(window),
    });
  }

  return (
    <Dialog isOpen onClose={onClose} title={provider ? `Edit ${provider.name}` : "Connect a model"}>
      <form className="grid gap-4" onSubmit={submit}>
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
          hint="As people here will see it."
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
          placeholder="As its name tells"
          hint="What it reads and writes at once. A chat that is longer is summarized."
          problem={problemOf("context_window")}
        />
        <ModelAudience saved={provider?.roles ?? null} chosen={roles} onChange={setRoles} />
        <CheckField
          label="Answer with this model by default"
          name="is_default"
          defaultChecked={provider?.is_default ?? isFirst}
        />
        {save.error && <Notice>{sentenceOf(save.error)}</Notice>}
        <div className="flex justify-end gap-2 pt-1">
          <Button look="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" look="primary" isBusy={save.isPending}>
            {provider ? "Save" : "Connect"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
