import type { ModelProvider } from "@sardonyx/client";
import { useQuery } from "@tanstack/react-query";
import { Boxes, Plus } from "lucide-react";
import { useState } from "react";
import { ErrorNotice } from "@/features/shared/ErrorNotice";
import { SectionHeading } from "@/features/shared/SectionHeading";
import { isAdministrator, useMe, useServices } from "@/features/shared/services";
import { Button } from "@/ui/Button";
import { Spinner } from "@/ui/Spinner";
import { ProviderCard } from "./ProviderCard";
import { ProviderDialog } from "./ProviderDialog";
import { PROVIDERS_KEY } from "./providers";

export function ModelsPage() {
  return isAdministrator(useMe()) ? (
    <Models />
  ) : (
    <SectionHeading
      id="models"
      title="Models"
      lead="Only administrators can connect models. Ask one of them."
    />
  );
}

function Models() {
  const { api } = useServices();
  const providers = useQuery({ queryKey: PROVIDERS_KEY, queryFn: api.providers.list });
  const [edited, setEdited] = useState<ModelProvider | "new" | null>(null);
  const list = providers.data?.data;
  return (
    <section aria-labelledby="models">
      <SectionHeading
        id="models"
        title="Models"
        lead="Language models available in your organization."
        action={
          list &&
          list.length > 0 && (
            <Button look="primary" onClick={() => setEdited("new")}>
              <Plus aria-hidden />
              Connect model
            </Button>
          )
        }
      />
      {providers.isPending && <Spinner label="Loading models" />}
      {providers.isError && <ErrorNotice error={providers.error} onAgain={providers.refetch} />}
      {list?.length === 0 && <NoModels onConnect={() => setEdited("new")} />}
      <ul className="grid grid-cols-1 gap-3">
        {list?.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} onEdit={() => setEdited(provider)} />
        ))}
      </ul>
      {edited && (
        <ProviderDialog
          provider={edited === "new" ? null : edited}
          isFirst={list?.length === 0}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function NoModels({ onConnect }: { onConnect: () => void }) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-2xl border border-dashed border-line px-6 py-12 text-center">
      <Boxes className="size-8 text-faint" aria-hidden />
      <p className="font-medium">No model is connected</p>
      <p className="max-w-sm text-sm text-soft">
        Connect OpenAI, Anthropic, Ollama or any OpenAI-compatible endpoint. Until then the built-in assistant
        only says that no model is connected.
      </p>
      <Button look="primary" className="mt-2" onClick={onConnect}>
        <Plus aria-hidden />
        Connect model
      </Button>
    </div>
  );
}
