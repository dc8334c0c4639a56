import { errorMessage, type ModelProvider } from "@sardonyx/client";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/features/shared/ConfirmDialog";
import { forRoles } from "@/features/shared/roles";
import { useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { KINDS, useProvidersRefresh } from "./providers";

export function ProviderCard({ provider, onEdit }: { provider: ModelProvider; onEdit: () => void }) {
  const { api } = useServices();
  const [isAsking, setAsking] = useState(false);
  const refresh = useProvidersRefresh();
  const test = useMutation({ mutationFn: () => api.providers.test(provider.id) });
  const makeDefault = useMutation({
    mutationFn: () => api.providers.change(provider.id, { is_default: true }),
    onSuccess: refresh,
  });
  const problem = makeDefault.error ?? test.error;

  return (
    <li className="rounded-2xl border border-line bg-surface p-4 sm:p-5" aria-label={provider.name}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span className="min-w-0 wrap-anywhere">{provider.name}</span>
            {provider.is_default && (
              <span className="rounded-full bg-accent/12 px-2 py-0.5 text-xs font-medium text-accent">
                Default
              </span>
            )}
          </p>
          <p className="mt-1 text-sm text-soft wrap-anywhere">
            {provider.model} · {KINDS[provider.kind].name}
          </p>
          <p className="text-sm text-faint wrap-anywhere">
            {provider.base_url}
            {provider.has_key ? " · key saved" : " · no key"}
            {provider.context_window !== null && ` · ${provider.context_window.toLocaleString()} tokens`}
          </p>
          {provider.roles && <p className="text-sm text-faint">{forRoles(provider.roles)}</p>}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="small" isBusy={test.isPending} onClick={() => test.mutate()}>
            Test
          </Button>
          {!provider.is_default && (
            <Button size="small" isBusy={makeDefault.isPending} onClick={() => makeDefault.mutate()}>
              Make default
            </Button>
          )}
          <Button size="small" onClick={onEdit}>
            Edit
          </Button>
          <Button size="small" look="quiet" className="text-danger!" onClick={() => setAsking(true)}>
            Delete
          </Button>
        </div>
      </div>
      {test.data && (
        <Notice kind={test.data.ok ? "good" : "danger"} className="mt-4">
          {test.data.detail || (test.data.ok ? "The model answers." : "The model does not answer.")}
        </Notice>
      )}
      {problem && <Notice className="mt-4">{errorMessage(problem)}</Notice>}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: `Delete ${provider.name}?`,
            lead: "Its key is deleted. Existing answers stay.",
            yes: "Delete",
            run: () => api.providers.remove(provider.id).then(refresh),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
