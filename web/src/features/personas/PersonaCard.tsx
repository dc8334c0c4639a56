import { errorMessage, type Persona } from "@sardonyx/client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/features/shared/ConfirmDialog";
import { PERSONAS_KEY } from "@/features/shared/personas";
import { mayCurate, useMe, useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Notice } from "@/ui/Notice";
import { audienceOf } from "./audience";

export function PersonaCard({ persona, onEdit }: { persona: Persona; onEdit: () => void }) {
  const { api } = useServices();
  const queries = useQueryClient();
  const isCurator = mayCurate(useMe());
  const isOwn = persona.owner_id !== null;
  const [isAsking, setAsking] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: PERSONAS_KEY });
  const makeDefault = useMutation({
    mutationFn: () => api.personas.change(persona.id, { is_default: true }),
    onSuccess: refresh,
  });
  const problem = makeDefault.error;
  return (
    <li className="rounded-2xl border border-line bg-surface p-4 sm:p-5" aria-label={persona.name}>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            <span className="min-w-0 wrap-anywhere">{persona.name}</span>
            {persona.is_default && (
              <span className="rounded-full bg-accent/12 px-2 py-0.5 text-xs font-medium text-accent">
                Default
              </span>
            )}
          </p>
          {persona.description && <p className="mt-1 text-sm text-soft">{persona.description}</p>}
          <p className="mt-1 text-sm text-faint">{audienceOf(persona)}</p>
        </div>
        {(isOwn || isCurator) && (
          <div className="flex flex-wrap gap-2">
            {isCurator && !isOwn && !persona.is_default && (
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
        )}
      </div>
      {problem && <Notice className="mt-4">{errorMessage(problem)}</Notice>}
      {isAsking && (
        <ConfirmDialog
          question={{
            title: `Delete ${persona.name}?`,
            lead: "Chats that use it continue with the default persona.",
            yes: "Delete",
            run: () => api.personas.remove(persona.id).then(refresh),
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
